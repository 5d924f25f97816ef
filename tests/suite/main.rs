mod browser;

fn main() {}
