// Counts what passed and says in a few lines what did not.

const MOST_LINES = 8;

export class Report {
  passed = 0;
  failed = 0;

  // Runs a check; it returns its faults, or throws one.
  async check(name, run) {
    let faults;
    try {
      faults = await run();
    } catch (error) {
      faults = [error.stack ?? String(error)];
    }
    if (faults.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`FAILED  ${name}`);
    faults.slice(0, MOST_LINES).forEach((fault) => console.log(`        ${fault}`));
    if (faults.length > MOST_LINES) {
      console.log(`        and ${faults.length - MOST_LINES} more`);
    }
  }

  // Prints the last line and returns the exit status.
  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}
