//! English adjectives and adverbs with degrees of comparison.

/// Words with irregular degrees. Sorted.
pub(super) static IRREGULAR_DEGREES: &[(&str, &str)] = &[
    ("bad", "worse worst badder baddest"),
    ("badly", "worse worst"),
    ("far", "farther farthest further furthest"),
    ("few", "fewer fewest"),
    ("good", "better best"),
    ("ill", "worse worst"),
    ("late", "later latest"),
    ("little", "less least littler littlest"),
    ("many", "more most"),
    ("much", "more most"),
    ("near", "nearer nearest"),
    ("old", "older oldest elder eldest"),
    ("well", "better best"),
    ("wry", "wryer wryest wrier wriest"),
];

/// Common words that are compared with "-er" and "-est", used for headwords of unknown word class.
/// Sorted.
pub(super) static GRADABLE: &[&str] = &[
    "able", "angry", "big", "bitter", "black", "blue", "blunt", "bold", "brave", "brief", "bright",
    "broad", "brown", "busy", "calm", "cheap", "chilly", "clean", "clear", "clever", "close",
    "cloudy", "clumsy", "coarse", "cold", "cool", "cosy", "cozy", "crazy", "creepy", "crisp",
    "crispy", "cruel", "curly", "cute", "damp", "dark", "dear", "deep", "dense", "dim", "dirty",
    "dry", "dull", "dumb", "dusty", "early", "easy", "faint", "fair", "fancy", "fast", "fat",
    "fierce", "filthy", "fine", "firm", "fit", "flat", "foggy", "fond", "foul", "frail", "free",
    "fresh", "friendly", "full", "funny", "gentle", "glad", "grand", "grave", "gray", "greasy",
    "great", "green", "grey", "grim", "grumpy", "guilty", "hairy", "handsome", "happy", "hard",
    "harsh", "hazy", "healthy", "heavy", "hefty", "high", "hip", "hoarse", "hollow", "hot", "huge",
    "humble", "hungry", "icy", "jolly", "juicy", "keen", "kind", "large", "late", "lazy", "lean",
    "light", "likely", "lively", "lofty", "lonely", "long", "loose", "loud", "lovely", "low",
    "lucky", "mad", "mean", "mellow", "merry", "messy", "mighty", "mild", "misty", "moist",
    "moody", "muddy", "naive", "narrow", "nasty", "naughty", "neat", "needy", "new", "nice",
    "nimble", "noble", "noisy", "nosy", "obscure", "odd", "pale", "picky", "plain", "pleasant",
    "plump", "polite", "poor", "posh", "pretty", "profound", "proud", "pure", "quick", "quiet",
    "rainy", "rare", "raw", "red", "remote", "rich", "ripe", "risky", "rosy", "rough", "round",
    "rude", "rusty", "sad", "safe", "salty", "scarce", "scary", "secure", "severe", "shabby",
    "shaky", "shallow", "sharp", "shiny", "short", "shy", "sick", "silly", "simple", "sincere",
    "sleepy", "slender", "slight", "slim", "slippery", "slow", "sly", "small", "smart", "smooth",
    "snowy", "sober", "soft", "solid", "soon", "sore", "sour", "sparse", "spicy", "spooky",
    "stable", "stale", "steady", "steep", "sticky", "stiff", "stingy", "stormy", "stout",
    "strange", "strict", "strong", "stupid", "sturdy", "subtle", "sunny", "supple", "sure",
    "sweet", "swift", "tall", "tame", "tasty", "tender", "thick", "thin", "thirsty", "tidy",
    "tight", "tiny", "tough", "trendy", "tricky", "true", "ugly", "unhappy", "unlucky", "untidy",
    "vague", "vast", "warm", "wary", "wavy", "weak", "wealthy", "weary", "weird", "wet", "white",
    "wide", "wild", "windy", "wise", "witty", "worldly", "worthy", "yellow", "young",
];
