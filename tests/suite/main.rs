fn main() {}
mod theme;
