//! The arguments that name decks and say how they are worked on.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::model::{Interface, Shown};
use clap::Args;

use crate::cli::environment::cores;
use crate::cli::values::{ShownLanguage, interfaces, shown};

/// The path of the decks if none is given.
pub(crate) const DEFAULT_DECKS: &str = "decks";

#[derive(Debug, Args)]
pub(crate) struct DeckArgs {
    /// Deck files, deck folders, folders of decks, or `-` for standard input.
    #[arg(value_name = "DECK", default_value = DEFAULT_DECKS)]
    pub(crate) decks: Vec<PathBuf>,
    /// The folder with the media of a deck from standard input. Default: the folder `media` here,
    /// if there is one.
    #[arg(long, value_name = "DIR")]
    pub(crate) media: Option<PathBuf>,
}

impl DeckArgs {
    /// Checks that the options go with the decks.
    ///
    /// # Errors
    /// Returns a message if they do not.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.media.is_some() && !self.decks.iter().any(|it| it == Path::new("-")) {
            return Err("--media is for a deck from standard input, `-`; others have their media in the folder `media` beside them".to_owned());
        }
        Ok(())
    }
}

#[derive(Debug, Args)]
pub(crate) struct WorkArgs {
    /// The number of threads; the files do not depend on it. Default: one for each core.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

impl WorkArgs {
    /// Returns the number of threads.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        let chosen = self.jobs.and_then(|it| NonZeroUsize::new(usize::from(it)));
        chosen.unwrap_or_else(cores)
    }
}

/// The options of commands that have a table of their name in `lexideck.toml`.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Take no options from `lexideck.toml`.
    #[arg(long)]
    pub(crate) no_config: bool,
}

/// The languages beside that of the headwords.
#[derive(Debug, Args)]
pub(crate) struct LanguageArgs {
    /// Which translations to show, in this order: language tags, `all` or `none`; overrides
    /// `languages` of the decks.
    #[arg(long, value_name = "LANGUAGE,...", value_delimiter = ',', value_parser = shown)]
    pub(crate) translations: Option<Vec<ShownLanguage>>,
    /// The language of the labels on cards and sheets; overrides `interface` of the decks.
    #[arg(long, value_name = "LANGUAGE", value_parser = interfaces())]
    pub(crate) interface: Option<Interface>,
}

impl LanguageArgs {
    /// Returns the translations to show.
    pub(crate) fn shown(&self) -> Option<Shown> {
        self.translations.as_deref().map(ShownLanguage::join)
    }
}
