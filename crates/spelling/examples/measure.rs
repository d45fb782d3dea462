//! How a dictionary judges a list of words, one line a word: `measure FOLDER < WORDS`. Of each word it prints `+` or `-`, so that
//! the answers can be compared with those of `hunspell -d de_DE -a`.

use std::io::BufRead;

use sperrfrist_spelling::{Dictionaries, Tongue};

fn main() {
    let folder = std::env::args().nth(1).expect("which folder?");
    let dictionaries = Dictionaries::within(vec![folder.into()]);
    let speller = dictionaries.speller(Tongue::German).expect("a German dictionary");
    let is_suggesting = std::env::args().any(|argument| argument == "--suggest");
    for word in std::io::stdin().lock().lines().map_while(Result::ok) {
        let sign = if speller.knows(&word) { '+' } else { '-' };
        println!("{sign} {word}");
        if sign == '-' && is_suggesting {
            println!("  {}", speller.suggest(&word).join(", "));
        }
    }
}
