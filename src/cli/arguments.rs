//! The command line exactly as typed.

use crate::model::Audience;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER_HELP: &str = "\
例:
  shirube                      content/ の手引きをすべて public/ に作る
  shirube build content/otaru  小樽市の手引きだけを作る
  shirube serve content/otaru  直しながらブラウザーで見る（保存すると、すぐ変わります）
  shirube check content/otaru  作らずに、誤りだけを調べる（公開版と教職員用の両方）
  shirube build content/otaru --audience staff  教職員用を作る（公開しません）
  shirube explain D201         メッセージの番号の意味と直し方を読む
  shirube eval content/otaru --counts consecutive=7 --as-of 2026-05-20  規則に日数をあてはめる

終了コード: 0 完了 / 1 原稿に誤りがある / 2 コマンドの書き方が違う / 3 ディスクや権限の問題 / 70 しるべの不具合";

/// The port of a preview.
const DEFAULT_PORT: u16 = 4000;

/// clap's own template with its English words put into Japanese.
const TEMPLATE: &str = "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}";

/// しるべ: 手引き（マニュアル）を、ネットにつながなくても開けるウェブサイトにします。
#[derive(Clone, Debug, Parser)]
#[command(name = "shirube", version, after_help = AFTER_HELP, help_template = TEMPLATE, override_usage = "shirube [指定] [コマンド]")]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_value_name = "コマンド", subcommand_help_heading = "コマンド", next_help_heading = "どのコマンドでも使える指定")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// メッセージの書式。human 抜き書きと印つき、short 一件一行、json プログラム用（省略すると human）
    #[arg(long, global = true, value_enum, default_value_t = FormatChoice::Human, value_name = "書式")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub format: FormatChoice,

    /// メッセージの言語。ja 日本語、en English（省略するとパソコンの設定に合わせ、わからなければ日本語）
    #[arg(long, global = true, value_enum, value_name = "言語", hide_possible_values = true)]
    pub lang: Option<LanguageChoice>,

    /// この説明を表示する
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,

    /// しるべの版を表示する
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Arguments {
    /// The command; without one every site is built.
    pub fn command(&self) -> Command {
        self.command.clone().unwrap_or(Command::Build(BuildArguments { site: None, out: None, audience: AudienceChoice::Public }))
    }
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Command {
    /// 手引きのサイトを作る（変わっていないときは何も書きません）
    #[command(help_template = TEMPLATE, override_usage = "shirube build [指定] [フォルダー]")]
    Build(BuildArguments),
    /// 手引きを直しながらブラウザーで見る（保存すると表示が変わります。何も書きません）
    #[command(help_template = TEMPLATE, override_usage = "shirube serve [指定] [フォルダー]")]
    Serve(ServeArguments),
    /// 原稿の誤りを調べる（何も書きません）
    #[command(help_template = TEMPLATE, override_usage = "shirube check [指定] [フォルダー]")]
    Check(CheckArguments),
    /// 新しい手引きの原稿フォルダーを作る
    #[command(help_template = TEMPLATE, override_usage = "shirube new [指定] <フォルダー>")]
    New(NewArguments),
    /// メッセージの番号の意味と直し方を表示する
    #[command(help_template = TEMPLATE, override_usage = "shirube explain [指定] [番号]")]
    Explain(ExplainArguments),
    /// 規則（rules/*.yml）・事例・暦の書き方を、エディターに教えるファイル（JSON Schema）を書き出す
    #[command(help_template = TEMPLATE, override_usage = "shirube schema [指定] <フォルダー>")]
    Schema(SchemaArguments),
    /// 規則に、事例や日数をあてはめて答えを見る
    #[command(help_template = TEMPLATE, override_usage = "shirube eval [指定] <手引き>")]
    Eval(EvalArguments),
}

/// `build`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct BuildArguments {
    /// 手引きのフォルダー、または手引きを並べたフォルダー（省略すると content）
    #[arg(value_name = "フォルダー")]
    pub site: Option<PathBuf>,

    /// 出力先。手引きが一つならその中へ、並べたフォルダーなら手引きごとのフォルダーへ（省略すると public/手引きのid、教職員用は public/手引きのid-staff）
    #[arg(long, value_name = "フォルダー")]
    pub out: Option<PathBuf>,

    /// 読む人。public 公開版（教職員用の内容を除く）、staff 教職員用（すべての内容。公開しません）（省略すると public）
    #[arg(long, value_enum, default_value_t = AudienceChoice::Public, value_name = "読む人")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub audience: AudienceChoice,
}

/// `serve`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct ServeArguments {
    /// 手引きのフォルダー、または手引きを並べたフォルダー（省略すると content）
    #[arg(value_name = "フォルダー")]
    pub site: Option<PathBuf>,

    /// 使うポートの番号。0 なら空いている番号（省略すると 4000）
    #[arg(long, default_value_t = DEFAULT_PORT, value_name = "番号", hide_default_value = true)]
    pub port: u16,

    /// 始めたら、ふだんのブラウザーで開く
    #[arg(long)]
    pub open: bool,

    /// 読む人。public 公開版、staff 教職員用（省略すると public）
    #[arg(long, value_enum, default_value_t = AudienceChoice::Public, value_name = "読む人")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub audience: AudienceChoice,
}

/// `check`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct CheckArguments {
    /// 手引きのフォルダー、または手引きを並べたフォルダー（省略すると content）
    #[arg(value_name = "フォルダー")]
    pub site: Option<PathBuf>,
}

/// `new`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct NewArguments {
    /// 作るフォルダー。名前（半角の小文字・数字・ハイフン）がそのまま手引きの id になります
    #[arg(value_name = "フォルダー")]
    pub dir: PathBuf,

    /// もとにするもの。common 共通編の上に自分の町の分を書く、otaru 小樽市の例を写して直す、blank 何もないところから書く（省略すると common）
    #[arg(long, value_enum, default_value_t = StarterChoice::Common, value_name = "もと")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub from: StarterChoice,
}

/// `explain`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct ExplainArguments {
    /// メッセージの番号か名前（例: D201、phone-without-area-code）。省略すると一覧
    #[arg(value_name = "番号")]
    pub code: Option<String>,
}

/// `schema`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct SchemaArguments {
    /// 書き出すフォルダー（なければ作ります。同じ名前の *.schema.json は新しいものに置き換えます）
    #[arg(value_name = "フォルダー")]
    pub dir: PathBuf,
}

/// `eval`
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "指定")]
pub(super) struct EvalArguments {
    /// 手引きのフォルダー（site.yml のあるところ）
    #[arg(value_name = "手引き")]
    pub site: PathBuf,

    /// 規則の id（rules/ID.yml の ID。規則が一つなら省略できます）
    #[arg(long, value_name = "規則")]
    pub rules: Option<String>,

    /// 事例のファイル（*.cases.yml）、または入力を書いた JSON のファイル
    #[arg(long, value_name = "ファイル")]
    pub case: Option<PathBuf>,

    /// 事例の id（省略すると、ファイルのすべての事例。--case も省略すると、この規則の事例から選びます）
    #[arg(long, value_name = "事例")]
    pub case_id: Option<String>,

    /// 日数（例: consecutive=7,intermittent=10）
    #[arg(long, value_name = "数え方=日数,…")]
    pub counts: Option<String>,

    /// 問いへの答え。yes・no・unknown（例: met=no）。いくつでも書けます
    #[arg(long, value_name = "問い=答え")]
    pub fact: Vec<String>,

    /// いつの答えか（例: 2026-05-20、令和8年5月20日）。--counts だけで尋ねるときは要ります
    #[arg(long, value_name = "日付")]
    pub as_of: Option<String>,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatChoice {
    /// 抜き書きと印つき
    Human,
    /// 一件一行
    Short,
    /// プログラム用
    Json,
}

/// `--lang`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageChoice {
    /// 日本語
    Ja,
    /// English
    En,
}

/// `--audience`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AudienceChoice {
    /// 公開版
    Public,
    /// 教職員用
    Staff,
}

impl From<AudienceChoice> for Audience {
    fn from(choice: AudienceChoice) -> Self {
        match choice {
            AudienceChoice::Public => Self::Public,
            AudienceChoice::Staff => Self::Staff,
        }
    }
}

/// `--from`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StarterChoice {
    /// 共通編の上に、自分の町の分を書く
    Common,
    /// 小樽市の例を写して直す
    Otaru,
    /// 何もないところから書く
    Blank,
}
