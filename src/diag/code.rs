//! The codes of all problems: one table gives the number, the kebab name, the severity and the page of `shirube explain`.
//!
//! A code is a letter per area and three digits. It is never renumbered and never reused.
//! Areas: `P` paths and files, `L` letters of a text (before any parser), `Y` YAML, `S` site and overlay, `M` Markdown and references,
//! `C` checklists, `A` agendas, `D` directory of agencies, `F` flows, `B` forms (blanks), `G` glossary, `N` numbers of tables, `R` rules, worked examples and the school calendar, `W` writing (lints: what a handbook says and how; a site may set their levels), `T` theme, `X` output.
//! Retired, and not to be given again: `S111` (overlay verbs were refused before every kind took them all), `S114` (marks for staff were
//! refused before there were editions), `M205` (kinds of references had names before they had loaders).

use serde::Serialize;
use std::fmt;

/// How grave a problem is. Errors stop the build before anything is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be built.
    Error,
    /// The site is built; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($severity:ident $id:ident $variant:ident $name:literal $ja:literal $en:literal;)*) => {
        /// One kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", stringify!($id), "` ", $name, ": ", $en)]
                $variant,
            )*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The number, as `Y102`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => stringify!($id),)* }
            }

            /// The kebab name, as `unknown-key`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The severity a diagnostic of this code starts with.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means and, as the last sentence, what to do; in Japanese and English.
            #[must_use]
            pub fn explanation(self) -> (&'static str, &'static str) {
                match self { $(Code::$variant => ($ja, $en),)* }
            }
        }
    };
}

impl Code {
    /// Whether it is a lint: a judgement about writing or the nav, whose level a site may set by `lints:` in `site.yml`. All other problems
    /// are about what can be read, found or trusted, and stay as grave as they are.
    #[must_use]
    pub fn is_lint(self) -> bool {
        self.id().starts_with('W') || self == Self::NotInNav
    }

    /// What to do, in Japanese and English: the last sentence of the explanation.
    #[must_use]
    pub fn advice(self) -> (&'static str, &'static str) {
        let (ja, en) = self.explanation();
        let ja = ja.trim_end_matches('。').rsplit_once('。').map_or(ja, |(_, last)| last);
        let en = en.rsplit_once("; ").or_else(|| en.rsplit_once(". ")).map_or(en, |(_, last)| last);
        (ja, en)
    }

    /// Finds a code by number or kebab name, whatever the case.
    #[must_use]
    pub fn find(text: &str) -> Option<Code> {
        let text = text.trim();
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(text) || code.name().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

codes! {
    Error P101 SymbolicLink "symbolic-link" "リンク（ショートカット）は読みません。ファイルそのものを置いてください。" "Links are not followed; put the file itself there.";
    Error P102 OutsideRoot "outside-root" "手引きのフォルダーの外は読みません。使うファイルは手引きのフォルダーの中に置きます。" "Nothing outside the site's folders is read; put what you need into them.";
    Error P103 NotARegularFile "not-a-regular-file" "ふつうのファイルではないので読めません。消すか、ふつうのファイルに置き換えてください。" "Only regular files are read; delete it or put a regular file there.";
    Error P104 BadFileName "bad-file-name" "ファイル名は半角の小文字・数字・ハイフンだけにします（例: kodomo-katei.yml）。名前がそのまま id と URL になります。" "File names are ASCII kebab case; they become ids and URLs.";
    Error P105 NameCollision "name-collision" "大文字・小文字だけが違う名前は Windows で一つになってしまいます。片方の名前を変えてください。" "Names that differ by case only collide on Windows.";
    Error P106 Unreadable "unreadable" "ファイルを読めませんでした。権限や、ほかのソフトで開いていないかを確かめてください。" "The file could not be read.";
    Warning P107 FileLeftOut "file-left-out" "手引きに使わない名前か種類なので、読みも写しもしません。要らなければ消し、要るなら名前と置き場所を確かめてください。" "Of a name or kind that is not used; neither read nor copied. Delete it, or check its name and folder.";
    Error P108 TooManyFiles "too-many-files" "一つの手引きに置けるページは 20,000 までです。二つの手引きに分けます。" "A site holds at most 20,000 pages; split it in two.";
    Error P109 FileTooLarge "file-too-large" "一つのファイルは 2 MiB までです。分けてください。" "A source file is at most 2 MiB.";
    Error L101 NotUtf8 "not-utf-8" "文字コードが UTF-8 ではありません。メモ帳なら「名前を付けて保存」で「UTF-8」を選んで保存し直します。" "The file is not UTF-8; save it again as UTF-8.";
    Error L102 ControlCharacter "control-character" "目に見えない制御文字が入っています。消してください。" "An invisible control character; delete it.";
    Warning L103 InvisibleCharacter "invisible-character" "幅のない文字や、文字の向きを変える文字が入っています。ふつうは要りません。その行を打ち直します。" "A zero-width or text-direction character; type the line anew.";
    Error L104 MergeConflictMark "merge-conflict-mark" "二人の編集がぶつかったしるし（<<<<<<< など）が残っています。どちらの文にするか決めて、しるしを消します。" "A merge-conflict mark was left behind.";
    Error L105 TabIndent "tab-indent" "字下げにタブが使われています。半角スペース 2 つに替えます。" "YAML is indented by spaces, not tabs.";
    Error L106 FullWidthColon "full-width-colon" "全角のコロン「：」が使われています。半角の「: 」（コロンと半角スペース）にします。" "A full-width colon where YAML needs `: `.";
    Error L107 FullWidthSpace "full-width-space" "全角スペースが字下げや区切りに使われています。半角スペースにします。" "A full-width space used as indentation or separator.";
    Error L108 FullWidthHyphen "full-width-hyphen" "全角のハイフンや長音が箇条のしるしに使われています。半角の「- 」にします。" "A full-width hyphen used as a list mark.";
    Warning L109 FullWidthDigits "full-width-digits" "数を書くところに全角の数字があります。半角にします。" "Full-width digits where a number is expected.";
    Error L110 CurlyQuotes "curly-quotes" "値が “ ” で囲まれています。半角の引用符 \" にします。" "Curly quotes around a YAML value.";
    Warning L111 CutByHash "cut-by-hash" "「 #」より後ろはコメントとして捨てられます。文字として使うなら全体を \" で囲みます。" "Text after ` #` is a comment and is dropped.";
    Error L112 NotAText "not-a-text" "文章のファイルではありません（画像や ZIP の名前を変えたものなど）。画像は assets フォルダーに置きます。" "This is not a text file; pictures belong into assets.";
    Error L113 SpaceMissing "space-missing" "「:」や「-」の後ろに半角スペースがありません。「: 」「- 」と空けます。" "No space after `:` or `-`.";
    Error Y101 YamlSyntax "yaml-syntax" "YAML の書き方が正しくありません。示された行と、その一つ前の行の引用符・かっこ・字下げを確かめます。" "Not well-formed YAML; look at quotes, brackets and indentation of this line and the one before.";
    Error Y102 UnknownKey "unknown-key" "この場所では使えないキーです。つづりを確かめてください。" "A key that is not known here.";
    Error Y103 DuplicateKey "duplicate-key" "同じキーが二度書かれています。片方を消します。" "A key stands twice.";
    Error Y104 MissingKey "missing-key" "必要なキーがありません。示された名前のキーを書き足します。" "A required key is missing; add it.";
    Error Y105 WrongType "wrong-type" "値の形が違います（文字・並び・入れ子など）。メッセージにある形で書き直します。" "A value of the wrong shape; write it as the message says.";
    Error Y106 AnchorOrAlias "anchor-or-alias" "& や * で始まる値（アンカー・別名）は使えません。文字として書くなら \" で囲みます。" "Anchors and aliases are not allowed; quote the text.";
    Error Y107 Tag "tag" "! で始まる指定（タグ）は使えません。文字として書くなら \" で囲みます。" "Tags are not allowed; quote the text.";
    Error Y108 SecondDocument "second-document" "一つのファイルに文書は一つです。途中の --- を消します。" "One document per file.";
    Error Y109 MergeKey "merge-key" "<< による取り込みは使えません。取り込みたい行をそのまま書きます。" "Merge keys are not allowed; write the lines themselves.";
    Error Y110 TooDeep "too-deep" "入れ子が深すぎます（64 段まで）。浅く書き直します。" "Nested deeper than 64; flatten it.";
    Error Y111 EmptyValue "empty-value" "値が書かれていません。値を書くか、キーごと消します。" "A value is missing; write one or delete the key.";
    Error Y112 UnknownChoice "unknown-choice" "決まった言葉のどれかを書くところです。使える言葉はメッセージにあります。" "Not one of the allowed words, which the message lists.";
    Error Y113 InvalidValue "invalid-value" "値が正しくありません。メッセージにある形で書き直します。" "The value is not valid; write it as the message says.";
    Error S101 SiteFileMissing "site-file-missing" "site.yml がありません。手引きのフォルダーを指定してください。" "No site.yml; name the folder of a handbook.";
    Error S102 BaseMissing "base-missing" "extends で指した基の手引きが見つかりません。このフォルダーから見た場所を書きます（例: ../common）。" "The base named by `extends` was not found; give it as seen from this folder (../common).";
    Error S103 BaseCycle "base-cycle" "extends が輪になっているか、16 段を超えて続いています。いちばん基になる手引きでは extends を書きません。" "`extends` runs in a circle or on for more than 16 layers; the last base has none.";
    Error S104 OverlayWithoutVerb "overlay-without-verb" "基の手引きに同じ id があります。全体を置き換えるなら「overlay: replace」、一部だけを変えるなら「overlay: patch」、取り除くなら「overlay: remove」と書きます。" "The base has the same id; say `overlay: replace`, `overlay: patch` or `overlay: remove`.";
    Error S105 OverlayOfNothing "overlay-of-nothing" "置き換える・変える・取り除く相手が、基の手引きにありません。id のつづりを確かめます。新しく加えるなら overlay の指定を消します。" "There is nothing in the base to replace, patch or remove; look at the spelling, or delete the verb to add something new.";
    Error S106 UnboundSlot "unbound-slot" "この町の窓口が決まっていない役割があります。bind: に agency:… か undecided を書きます。" "A slot of the base is neither bound nor undecided.";
    Error S107 UnknownSlot "unknown-slot" "基の手引きにない役割（スロット）です。つづりを確かめてください。" "A slot that no layer declares; check its spelling.";
    Error S108 BadId "bad-id" "id は半角の小文字・数字・ハイフンだけです。例のように直します（例: kodomo-katei）。" "Ids are ASCII kebab case (kodomo-katei).";
    Error S109 DuplicateId "duplicate-id" "同じ id が二度使われています。片方を変えます。" "An id is used twice; change one of them.";
    Error S110 EmergencyLane "emergency-lane" "緊急の案内（110・119・189 と、虐待を相談する町の窓口）は、どの手引きからも外せません。" "The emergency lane (110, 119, 189 and the local desks) cannot be left out.";
    Error S112 NavTwice "nav-twice" "同じページが目次に二度あります。片方を消します。" "A page stands twice in the nav; delete one.";
    Warning S113 NotInNav "not-in-nav" "目次のどこにもないページです。読む人がたどり着けません。site.yml の nav: に加えます。" "A page that no nav entry reaches; add it to `nav:`.";
    Error S115 StaffOnlyReference "staff-only-reference" "公開するところから、教職員用のもの（audience: staff のページ・見出し・電話、publish: no の窓口など）を参照しています。公開版では行き先がなくなります。参照する側を教職員用にするか、相手を公開します。" "A public place refers to something that is for staff only and is not in the public edition; make the place for staff too, or the target public.";
    Error S116 PublicEditionEmpty "public-edition-empty" "教職員用を除くと、公開版の目次や入口に何も残りません。公開するページか index:… を加えます。" "Nothing of the nav or of the entrances is left in the public edition; add a public page or an index.";
    Error S117 LintLevel "lint-level" "lints: には、重さを変えられる指摘の番号か名前（例: W103、vague-link-text）と、off・warning・error のどれかを書きます。" "`lints:` takes the number or name of a lint (W103, vague-link-text) and off, warning or error.";
    Error S118 PatchDoesNotFit "patch-does-not-fit" "「overlay: patch」の中身が、基の形に合いません。id のない並びは全体を書き、ページの本文は {#id overlay=before|after|replace|remove} を付けた見出しごとに書きます。" "A patch that does not fit what stands below: write lists without ids whole, and the body of a page by headings with {#id overlay=before|after|replace|remove}.";
    Error S119 LabelClash "label-clash" "重ねたページで、同じ名前の脚注 [^…] かリンク先 […]: を、二つの手引きが決めています。どちらを指すか決まらないので、片方の名前を変えます。" "Two layers of one page define the same footnote or link label; rename one of them.";
    Error M101 FrontMatter "front-matter" "ページの先頭は --- で囲んだ設定（title など）で始めます。1 行目に ---、次に title: …、その次の行に --- と書きます。" "A page starts with front matter between `---` lines.";
    Error M201 UnknownReferenceKind "unknown-reference-kind" "参照の種類が正しくありません。page: agency: slot: term: などで始めます。" "An unknown kind of reference; it starts by page:, agency:, slot:, term: or another known kind.";
    Error M202 UnknownReference "unknown-reference" "参照の相手が見つかりません。id のつづりを確かめるか、相手のファイルを作ります。" "The reference leads nowhere; look at the spelling or write the target.";
    Error M203 UnknownField "unknown-field" "この相手にはない項目です。# の後を、使える項目に直します。" "The target has no such field; use one it has.";
    Error M204 UnknownSection "unknown-section" "ページにその見出し {#id} がありません。相手の見出しに {#id} を書き足すか、つづりを直します。" "The page has no heading with that id; add it to the heading or mend the spelling.";
    Error M206 EmbedNotPossible "embed-not-possible" "この種類は ![…] で埋め込めません。[…](…) でリンクします。" "This kind cannot be embedded.";
    Error M207 MissingFact "missing-fact" "相手にその事実が書かれていないので、表示できません。相手のファイルに書き足すか、この参照をやめます。" "The target does not give this fact; add it there or drop the reference.";
    Error M301 UrlScheme "url-scheme" "使えるリンクは https・http・mailto・tel と、手引きの中だけです。アドレスを https:// から書き直します。" "Only https, http, mailto, tel and links inside the handbook are allowed.";
    Error M302 BrokenLink "broken-link" "リンク先のファイルがありません。ページは「page:…」の形で、画像などは assets フォルダーに置いてつなぎます。" "The linked file does not exist; link pages as `page:…` and put other files into assets.";
    Warning M303 RawHtml "raw-html" "HTML はそのまま文字として表示されます。Markdown の書き方に替えます。" "Raw HTML is shown as text; use Markdown instead.";
    Warning M304 NearMiss "near-miss" "Markdown のしるしに似ていますが、効きません。文字ならそのままで構いません。しるしなら半角にし、行の始まりのしるしの後ろには半角スペースを入れます。" "Looks like Markdown, but has no effect; type it half-width, with a blank after a sign that starts a line.";
    Error M305 DuplicateHeadingId "duplicate-heading-id" "見出しの {#id} が二度使われています。片方の id を変えます。" "A heading id is used twice; change one of them.";
    Error M306 BadHeadingId "bad-heading-id" "見出しの {#id} は半角の小文字・数字・ハイフンだけで書きます（例: {#tsukai-kata}）。" "Heading ids are ASCII kebab case, as {#tsukai-kata}.";
    Error M307 TableTooWide "table-too-wide" "表の列は 64 までです。表を分けます。" "A table has at most 64 columns; split it.";
    Error M308 MarkdownTooDeep "markdown-too-deep" "引用（>）や箇条の入れ子は 64 段までです。しるしの重ねすぎを確かめます。" "Quotes and lists nest at most 64 deep; check for repeated signs.";
    Error M309 UnknownFootnote "unknown-footnote" "脚注の中身 [^…]: がありません。ページの終わりに [^…]: で始まる行を書き足します。" "The footnote is not defined; add it at the end of the page.";
    Warning M310 TopHeading "top-heading" "「# 」の見出しは使いません。題名は title に書き、本文は「## 」から始めます。" "The title stands in the front matter; the body starts at `##`.";
    Error M311 ImageMissing "image-missing" "画像が assets フォルダーにありません。そこへ置くか、名前のつづりをそろえます。" "The image is not in the assets folder; put it there, or spell it as the file is named.";
    Error M312 TooManyHeadings "too-many-headings" "一つのページの見出しは 2,000 までです。ページを分けます。" "A page has at most 2,000 headings; split it.";
    Error M313 StaffMarkWithoutEffect "staff-mark-without-effect" "教職員用にするしるしが効いていないので、このままでは公開されます。囲みは「> [!STAFF]」だけを引用の最初の行に、見出しは {audience=staff} を行の終わりに、どちらも半角で書きます。文字として見せるなら ` で囲みます。" "A mark for staff has no effect, so this would be published; write `> [!STAFF]` alone on the first line of a quote or `{audience=staff}` at the end of a heading, or put it into backticks to show it.";
    Error M314 UnknownHeadingAttribute "unknown-heading-attribute" "見出しの { } に書けるのは #id と audience=staff、重ねるページの overlay=… だけです。ほかの指定を消すか、つづりを直します。" "A heading takes `#id`, `audience=staff` and, in a patch, `overlay=…` between braces, and nothing else.";
    Error M315 StageParts "stage-parts" "段階のページ（layout: stage）の見出しが足りないか、順番が違います。今日すること {#today} → 期限 {#deadline} → 様式 {#forms} → 電話 {#phone} → 話し方・避けること {#words} → 根拠 {#basis} → 定めのないこと {#open} の順に書きます。" "A stage page lacks a part or has them in another order: today, deadline, forms, phone, words, basis, open.";
    Error D101 PhoneFormat "phone-format" "電話番号の形ではありません。半角の数字とハイフンで書きます（例: 0134-32-4111）。" "Not a phone number.";
    Warning D201 PhoneWithoutAreaCode "phone-without-area-code" "市外局番がありません。ほかの町からはかかりません。市外局番から書きます（例: 0134-33-1128）。" "The area code is missing; write the number from the area code on.";
    Error D102 EmailFormat "email-format" "メールアドレスの形ではありません。半角で、名前@ドメイン の形に書きます。" "Not an e-mail address; write name@domain.";
    Error D103 PostalCodeFormat "postal-code-format" "郵便番号は 047-0008 の形で書きます。" "A postal code looks like 047-0008.";
    Error D104 TimeFormat "time-format" "時刻は \"9:00\" の形（24 時間）で書き、終わりを始まりより後にします。" "A time looks like \"9:00\", and closing follows opening.";
    Error D105 UnknownCategory "unknown-category" "categories.yml にない分類です。つづりを直すか、categories.yml に分類を書き足します。" "A category that categories.yml does not have; mend the spelling or add the category.";
    Error D106 UnknownAgency "unknown-agency" "その id の窓口がありません。つづりを直すか、agencies フォルダーにその名前のファイルを作ります。" "No agency has this id; mend the spelling or write agencies/ID.yml.";
    Warning D107 NoContact "no-contact" "電話もメールも書かれていません。原資料にないなら「contact: unknown」と書きます。" "Neither phone nor e-mail; say `contact: unknown` if the source gives none.";
    Error D108 YomiFormat "yomi-format" "よみは、ひらがなで書きます。" "Readings are written in hiragana.";
    Error N101 TotalDiffers "total-differs" "合計が、足した数と合いません。数を原資料と見くらべて直します。原資料がそうなっているときは、その行に「differs: 理由」と書きます。" "A total is not the sum of its parts; compare with the source. If the source says so, give the reason in `differs:` of the row.";
    Error N102 PercentageDiffers "percentage-differs" "割合が、四捨五入した計算と合いません。数を原資料と見くらべて直します。原資料がそうなっているときは、その行に「differs: 理由」と書きます。" "A percentage is not what the counts give after rounding; compare with the source. If the source says so, give the reason in `differs:` of the row.";
    Error N103 ValueCount "value-count" "行の値の数が、列の数と合いません。列の順に、列と同じ数だけ書きます。" "A row has another number of values than there are columns; write one for each.";
    Error N104 UnknownTablePart "unknown-table-part" "その id の行や列が、この表にありません。つづりを確かめてください。" "The table has no row or column with this id; check its spelling.";
    Error N105 NotANumber "not-a-number" "数を書くところに、数でないものがあります。コンマも単位もなしで書きます。原資料にない値は not-given とします。" "Not a number where one is expected; write it without comma and unit, or `not-given`.";
    Error N106 ChartNotPossible "chart-not-possible" "この図はかけません。数の列を、同じ単位で選びます。負の数は図にできません。" "This chart cannot be drawn; choose columns of numbers of one unit, none of them negative.";
    Error N107 TableTooLarge "table-too-large" "表は 500 行・64 列まで、図は棒 60 本・部分 6 つまでです。分けてください。" "A table has at most 500 rows and 64 columns, a chart 60 bars of 6 parts; split it.";
    Warning N108 TableNotShown "table-not-shown" "どのページからも見られない表です。ページに ![](table:…) と書いて載せるか、要らなければ消します。" "No page shows or links this table; embed it by ![](table:…), or delete it.";
    Warning N109 NothingDiffers "nothing-differs" "differs: がありますが、この行の数はすべて合っています。要らなければ消します。" "`differs:` stands in a row whose numbers add up; delete it.";
    Error F101 FlowTooLarge "flow-too-large" "一つの流れの箱（60 まで）・矢印（120 まで）・レーン（4 まで）が多すぎます。流れを分けて continues: でつなぎます。" "A flow has more than 60 boxes, 120 arrows or 4 lanes; split it and join the parts by `continues:`.";
    Error F102 FlowWithoutText "flow-without-text" "箱に出す言葉（text:）がありません。箱の中に出す言葉を書きます。人や機関の箱（kind: party）は、who: が一つなら、その名前が出ます。" "A box of a flow has no `text:`; write what stands in it (a party with one `who:` is called by its name).";
    Error F103 FlowUnknownNode "flow-unknown-node" "矢印や about: の先の箱、または group:・lane: が、その流れにないか、矢印が自分の箱に戻っています。その流れにある、ほかの id を書きます。" "An arrow, `about:`, `group:` or `lane:` names what the flow does not have, or an arrow leads back to its own box; write another id of this flow.";
    Warning F104 FlowUnreachable "flow-unreachable" "はじまりの箱からたどり着けない箱があります。矢印を足すか、箱を消します。" "No way leads from a start to this box; add an arrow or delete the box.";
    Warning F105 FlowDeadEnd "flow-dead-end" "終わりでない箱で、道が切れています。つぎの箱（next:）か continues: を書くか、kind: outcome にします。" "A way ends in a box that is no outcome; write `next:` or `continues:`, or make it an outcome.";
    Warning F106 FlowQuestionClosed "flow-question-closed" "問いに「分からない」や「その他」の道がありません。分からないときにどうするかを書きます。" "A question has no way on for those who do not know; write what they do.";
    Warning F107 FlowLabelTwice "flow-label-twice" "同じ言葉の箱が二つあるか、一つの問いに同じ答えが二つあります。一覧や一つずつたどるときに見分けられないので、違いが分かる言葉にします。" "Two boxes, or two answers to one question, read the same and cannot be told apart in the list; word them differently.";
    Warning F108 FlowCrowded "flow-crowded" "箱が 25 を超えていて、A4一枚では読みにくくなります。流れを分けます。" "A flow has more than 25 boxes, which is hard to read on one A4; split it.";
    Warning F109 FlowDoesNotFit "flow-does-not-fit" "何枚のA4に分けても、図の文字が読める大きさになりません。箱の言葉を短くするか、箱を分けます。" "On however many sheets of A4, the letters of the drawing are too small to read; shorten the words of a box or make two of it.";
    Warning F110 FlowWithoutStart "flow-without-start" "はじまりの箱（kind: start）がありません。最初の箱を kind: start にします。" "A flow has no box of the kind `start`; make the first box one.";
    Error F111 FlowWithoutLane "flow-without-lane" "レーンのある流れで、箱がどのレーンか書かれていません。lane: に、どのレーンかを書きます（kind: note のほかは、どの箱にも要ります）。" "A flow has lanes and one of its boxes stands in none; name its lane (only notes need none).";
    Error C101 ChecklistTooLarge "checklist-too-large" "一つの確認表の項目（100 まで）・まとまり（12 まで）・役割（8 まで）が多すぎます。確認表を二つのファイルに分けます。" "A checklist has more than 100 items, 12 phases or 8 roles; split it into two files.";
    Error C102 ChecklistItemWithoutId "checklist-item-without-id" "項目に id: がありません。付けた印は、この id で覚えます。この確認表で一つだけの id を書き足し、あとから変えません。" "An item of a checklist has no `id:`, by which its tick is known; add one that no other item has.";
    Error C103 ChecklistUnknownName "checklist-unknown-name" "項目の phase: か roles: の名前が、この確認表にありません。つづりをそろえるか、phases:・roles: に書き足します。" "`phase:` or `roles:` of an item names what the checklist does not have; mend the spelling or declare it.";
    Error C104 ChecklistWithoutPhase "checklist-without-phase" "まとまり（phases:）のある確認表で、項目がどのまとまりか書かれていません。phase: を書きます（override: yes の項目には要りません）。" "A checklist has phases and one of its items is in none; write `phase:` (overrides need none).";
    Warning C105 ChecklistPartEmpty "checklist-part-empty" "どの項目も使っていないまとまり（phases:）か役割（roles:）があります。項目を足すか、それを消します。" "A phase or role of a checklist has no item; add one or delete it.";
    Error A101 AgendaTooLarge "agenda-too-large" "会議の進行の一つのファイルに書けるのは、ステップ 20・役 12・開き方 5・時間割のケース 24 までです。まとめるか、ファイルを分けます。" "An agenda has at most 20 steps, 12 parts, 5 patterns and 24 cases; put some together, or split the file.";
    Error A102 AgendaMinutesDoNotAddUp "agenda-minutes-do-not-add-up" "ステップの分（minutes）を足しても、全体の分（total）になりません。原資料と見くらべ、違うほうを直します。" "The minutes of the steps do not add up to the total; compare with the source and mend whichever is wrong.";
    Error A103 AgendaUnknownPart "agenda-unknown-part" "lead: や with: の役が、その会議の parts: にありません。つづりを直すか、parts: に書き足します。" "`lead:` or `with:` names a part that the agenda does not have; mend the spelling or add it to `parts:`.";
    Error A104 AgendaMinutes "agenda-minutes" "分の数ではないか、from: が to: より小さくありません。1 から 1440 までの数で書きます。" "Not a number of minutes, or a range whose `from:` is not less than its `to:`; write numbers from 1 to 1440.";
    Error A105 AgendaPartWithoutName "agenda-part-without-name" "役に名前（title:）がありません。「司会者」のような名前を書きます。who: が一つなら、その名前が出ます。" "A part has no `title:`; write what it is called (a part with one `who:` is called by its name).";
    Error A106 TimetableNotPossible "timetable-not-possible" "時間割を作れません。total: に1ケースの分を一つの数で書き、その日のうちに終わるようにします。" "The timetable cannot be made; give `total:` as one number, and let it end on the same day.";
    Error B101 FormTooLarge "form-too-large" "一つの様式に書ける数を超えています。上限はメッセージにあります。減らすか、二つの様式に分けます。" "A form holds more than it may; the message gives the limit; write less or make two forms of it.";
    Error B102 FormFieldShape "form-field-shape" "欄や紙のます目に、その種類（kind）で使わないキーがあるか、要るキーがありません。メッセージのキーを消すか、書き足します。" "A field or cell has a key that its kind does not use, or lacks one that it needs; delete or add the key that the message names.";
    Error B103 FormFilling "form-filling" "計算ページから移す値（fill:）の名前がないか、この欄の種類に入りません。名前を直すか、消します。" "`fill:` names nothing that the calculator knows, or what does not fit the field; mend the name or delete it.";
    Error B104 FormCellUnknown "form-cell-unknown" "紙のます目が、様式にない欄を指しています。欄の id を直します。" "A cell of the sheet names no field of the form; mend the id.";
    Error B105 FormNotOnPaper "form-not-on-paper" "紙のどこにも書く所がない欄です。打った文字が印刷されないので、sheets: に field: のます目を足します。" "A field has no box on paper, so that what is typed would not be printed; add a cell with `field:`.";
    Error B106 FormTwiceOnPaper "form-twice-on-paper" "同じ欄の書く所が、紙に二つあります。片方を消します。" "A field has two boxes on paper; delete one of them.";
    Error B107 FormRowWidth "form-row-width" "ます目の幅の合計が、紙の幅（24）と合いません。width: を直します。" "The cells of a row do not make up the width of the paper (24); mend `width:`.";
    Warning B108 FormLabelNotOnPaper "form-label-not-on-paper" "紙に、欄の名前がありません。label_width: か label: のます目を足します。" "The label of a field is nowhere on paper; add `label_width:` or a cell with `label:`.";
    Warning B109 FormWithoutAddressee "form-without-addressee" "様式の宛先（send:）が書かれていません。送り先の定めがないなら to: undecided、送らない様式なら to: nobody と書きます。" "A form does not say to whom it goes; write `send:`, with `to: undecided` where nothing is laid down and `to: nobody` where it is not sent.";
    Error B110 FormContact "form-contact" "送り方（steps）の contact: が、電話やメールを指していません。「slot:…#email」の形にします。" "The `contact:` of a step names no number or address; write it as `slot:…#email`.";
    Warning B111 FormFixedEra "form-fixed-era" "年号が一つに決めて印刷されます。どの年号の人も日付も書けるように、kind: date などの欄にします。" "An era would be printed as the only one; make it a field of a date, whose era is chosen.";
    Warning B112 FormLabelTwice "form-label-twice" "一つのまとまりに、同じ名前の欄が二つあります。違いが分かる名前にするか、まとまりを分けます。" "Two fields of one section have the same label; word them differently or make two sections.";
    Warning B113 FormOfficialDiffers "form-official-differs" "公式のファイル（official:）と、題か欄の名前が違います。公式のほうに合わせます。" "The title or the labels of the board's own file are others; make ours agree with it.";
    Warning B114 FormOfficialUnread "form-official-unread" "公式のファイル（official:）が開けないか、中に読める文字がありません。ファイルを開いて確かめ、置きなおします。" "The board's own file cannot be opened, or holds no words; open it to see, and put it there anew.";
    Error N110 EmbeddedTwice "embedded-twice" "同じ表や図が、一つのページに二度載っています。片方を消すか、リンクにします。" "A page shows the same table or chart twice; delete one or make it a link.";
    Error N111 MixedUnits "mixed-units" "単位の違う数は足せません。total_of には、同じ単位の行や列だけを並べます。" "Numbers of different units make no total; list rows or columns of one unit in `total_of`.";
    Error R150 UnknownRulePart "unknown-rule-part" "その id のしるし・場所・数え方・問いが、この規則にありません。つづりを直すか、規則に書き足します。" "The rule set has no mark, place, measure or fact with this id.";
    Error R151 NotARun "not-a-run" "seen_in: には、続きの数え方（run:）の id を書きます。" "`seen_in` names a measure that is a run.";
    Error R152 MarkTwice "mark-twice" "同じしるしが、一つの数え方に二度あります。count・skip・weights のどれか一つだけに書きます。" "A mark stands twice in one measure.";
    Error R153 RunNeverEnds "run-never-ends" "どのしるしでも途切れない続きは数えられません。count にも skip にも入らないしるしを一つは残します。" "Some mark must end a run.";
    Error R180 CaseFails "case-fails" "事例が、書かれた答えのとおりになりません。規則か事例の、違うほうを直します。" "A worked example does not come out as it says; mend the rules or the example, whichever is wrong.";
    Error R181 StageUnreachable "stage-unreachable" "どんな記録でも当てはまらない段階です。when: の条件を直すか、段階を消します。" "No record reaches this stage; mend its `when:` or delete it.";
    Error R182 StagesContradict "stages-contradict" "同時に当てはまる二つの段階が、同じ id の対応（duty）の、だれが・だれへ・様式・期限を違えています。そろえるか、別の id にします。" "Two stages that hold at once lay down the same duty differently (who, to, form, due); make them agree or give one another id.";
    Error R183 LadderGap "ladder-gap" "ladder: に並べた段階の間に、どれにも当てはまらない日があります。when: の条件を直します。" "There is a day on which no stage of the ladder holds; mend their `when:`.";
    Warning R184 StageSubsumed "stage-subsumed" "この段階に当てはまるときは、同じ対応の別の段階にもいつも当てはまります。どちらかを消します。" "Whenever this stage holds, another one with the same duties does; delete one of them.";
    Error R185 EmergencyWithoutPhone "emergency-without-phone" "急ぐときの連絡先（emergency）に、電話をかけられる相手がいません。site.yml の bind: で窓口を決めるか、窓口のファイルに電話を書きます。" "Nobody can be called at an emergency contact; bind the slot to an agency, or give the agency a phone.";
    Warning R186 ReadingsWithoutEffect "readings-without-effect" "未規定の点をどう読んでも、数え方・段階・期限が変わりません。readings を消すか、{undecided: …} の値を分けます。" "The readings of an open point change nothing that is counted; delete them, or let the values differ.";
    Error R187 NobodyToAsk "nobody-to-ask" "未規定の点を尋ねる先（ask）が、この手引きでは決まっていません。決まっている窓口か役職にします。" "Whom to ask about an open point is left open itself; name an agency or role that is there.";
    Error R188 HolidaysUnknown "holidays-unknown" "国民の祝日が分かる年の外です。暦の from・to を、分かる年の中にします。" "National holidays are not known for these years; keep the calendar within those that are.";
    Error R189 RulesWithoutCalendar "rules-without-calendar" "日を数える規則には、暦が要ります。site.yml と同じフォルダーに calendar.yml を作ります。" "Rules that count days need a calendar; write calendar.yml beside site.yml.";
    Error R101 UnknownOpenPoint "unknown-open-point" "その id の未規定の点がありません。つづりを直すか、undecided: の並びに書き足します。" "There is no open point of this id; look at its spelling or add it to the list `undecided:`.";
    Error R102 ReadingsDoNotMatch "readings-do-not-match" "{undecided: …} には、その点の読み方（readings の id）をすべて一度ずつ書きます。" "A value that is open takes each reading of its point exactly once.";
    Error R103 OpenPointForm "open-point-form" "未規定の点には、読み方を二つ以上と、表示する読み方 shown_as を書きます。数え方に関わらない点なら、どちらも書きません。" "An open point has two or more readings and says by `shown_as` which is shown, or has neither when nothing counted depends on it.";
    Error R104 OpenPointUnused "open-point-unused" "未規定の点の読み方が、どこにも使われていません。{undecided: …} で使うか、readings を消します。" "Nothing uses the readings of an open point; use them by `{undecided: …}` or delete them.";
    Error R105 OneOfThese "one-of-these" "どれか一つだけを書くところです。使えるキーはメッセージにあります。" "Exactly one of some keys belongs here; the message names them.";
    Error R106 RuleNumber "rule-number" "数が、ここに書ける範囲にありません。範囲はメッセージにあります。" "The number is out of the range that the message gives.";
    Error R107 EmptyRuleList "empty-rule-list" "並びが空です。一つは書きます。" "The list is empty; it holds one item at least.";
    Error R108 WindowOfRun "window-of-run" "続けて数える日数（run）の window は、all・term・school-year のどれかです。月や直近の日数で区切るなら total で数えます。" "The window of a run is all, term or school-year; a month or the last days are for a total.";
    Error R109 IdsChange "ids-change" "読み方によって、しるし・場所・問い・数え方・段階の id や数が変わっています。id は変えずに、その中身だけを変えます。" "The ids or the number of marks, places, facts, measures or stages change with a reading; let only what is in them change.";
    Error R110 RulesTooLarge "rules-too-large" "規則の一つのファイルに書ける数を超えています。上限はメッセージにあります。ファイルを分けるか、まとめます。" "More than one rule set holds; the message gives the limit; split the file or put things together.";
    Error R111 AliasTaken "alias-taken" "二つのしるしが、同じ書き方（aliases か label）を使っています。どちらか分からないので、片方を消します。" "Two marks are written in the same way (aliases or label); delete one of them.";
    Error R112 CasesWithoutRules "cases-without-rules" "事例（NAME.cases.yml）と同じ名前の規則（NAME.yml）がありません。名前をそろえます。" "There is no rule set of the name of these cases (NAME.cases.yml belongs to NAME.yml).";
    Error R113 CaseExpectsNothing "case-expects-nothing" "事例の expect: に、確かめることが書かれていません。stages・due・reached_on・refused のどれかを書きます。" "A case expects nothing; write stages, due, reached_on or refused.";
    Error R114 DatesReversed "dates-reversed" "終わりの日が、始まりの日より前です。" "The last day is before the first.";
    Error R115 OutsideCalendar "outside-calendar" "暦の期間（from から to まで）の外の日です。日付を直すか、暦の期間を広げます。" "A day outside the calendar's from and to; mend it or make the calendar longer.";
    Error R116 CalendarTooLong "calendar-too-long" "一つの暦は 4,400 日（12 年）までです。" "A calendar is at most 4,400 days (12 years) long.";
    Error R117 TermsOverlap "terms-overlap" "学期が重なっているか、日付の順に並んでいません。" "Terms overlap or are not in the order of their dates.";
    Error G101 DuplicateTerm "duplicate-term" "同じ言葉が用語集に二度あります。一つにまとめます。" "A word stands twice in the glossary; make one of them.";
    Warning W101 HeadingSkipped "heading-skipped" "見出しの段が飛んでいます。「##」の次は「###」です。画面を読み上げて使う人は、見出しの段で文の組み立てをつかみます。" "A heading skips a level; `###` follows `##`. Readers with a screen reader find their way by the levels.";
    Warning W102 ImageWithoutAlt "image-without-alt" "画像に代わりの文字がありません。画像を見られない人にも伝わるように、写っている内容を ![ ] の中に書きます。" "An image without alternative text; say between `![` and `]` what it shows, for those who cannot see it.";
    Warning W103 VagueLinkText "vague-link-text" "「こちら」だけでは、どこへ進むのか分かりません。リンクだけを拾って読む人のために、行き先の名前を書きます。" "The link text does not say where it leads; write the name of the target, for those who read the links alone.";
    Warning W104 AmbiguousLinkText "ambiguous-link-text" "一つのページで、同じ文字のリンクが別のところへつながっています。どちらへ進むのか分かるように書き分けます。" "Links with the same text lead to different places on one page; word them differently.";
    Warning W201 BareContact "bare-contact" "窓口の電話番号やメールアドレスが、文の中に写してあります。番号が変わると、写しだけが古く残ります。参照（agency:…#phone など）に替えます。" "A copy of an agency's number or address; it goes stale when the agency's file changes. Refer to it instead (agency:…#phone).";
    Warning W202 ContactWithoutHome "contact-without-home" "どの窓口のものでもない電話番号やメールアドレスです。agencies フォルダーの窓口に書き、文からは参照します。" "A number or address of no agency; write it in a file of `agencies/` and refer to it.";
    Warning W203 BareName "bare-name" "くわしい説明のページ（用語集の home:）がある言葉なのに、このページのどこからもつながっていません。はじめに出てくるところをリンクにします。" "A word that has a home (`home:` in the glossary) is not linked anywhere on this page; link its first mention.";
    Warning W204 ThresholdInBase "threshold-in-base" "日数の決まり・期限・様式の番号は、市町村ごとに違います。基の手引きには書かず、市町村の手引きに書きます。" "Thresholds, deadlines and form numbers differ from town to town; they stand in the town's handbook, never in a base.";
    Warning W205 UnboundNumber "unbound-number" "規則にある日数や期限が、文の中に写してあります。規則を変えると、写しだけが古く残ります。参照（rule:…）に替えます。" "A copy of a number of the rules; it goes stale when the rules change. Refer to it instead (rule:…).";
    Error W206 NumberAgainstRules "number-against-rules" "文の中の日数や期限が、規則と食い違っています。文を直すか、参照（rule:…）に替えます。別の意味の数なら、ページの accepts: にその言葉を書きます。" "A number in the text is not that of the rules; mend it or refer to the rules (rule:…). If it means something else, name its words in `accepts:` of the page.";
    Warning W303 FormCalledOtherwise "form-called-otherwise" "様式が、ファイルにない名前で呼ばれています。title: か called: の名前で呼ぶか、called: に書き足します。" "A form is called by a name that its file does not give; use its title or a name of `called:`, or add the name there.";
    Warning W301 DiscouragedSpelling "discouraged-spelling" "用語集で「使わない書き方」とした言葉です。示された言葉に替えます。このページではこれで正しいときは、先頭の設定に accepts: [その言葉] と書きます。" "A spelling that the glossary discourages; use the word it gives. Where it is right, say `accepts: [it]` in the front matter.";
    Warning W302 AcceptsNothing "accepts-nothing" "accepts: に書いた言葉は、用語集で「使わない書き方」にも、home: のある用語にもなっていません。つづりを直すか、消します。" "`accepts:` names a word that no lint would complain of; mend its spelling or delete it.";
    Error T101 TemplateError "template-error" "テンプレートに誤りがあります。示された行を直すか、そのファイルを消してもとのテーマに戻します。" "A template is wrong; mend the line, or delete the file to get the default back.";
    Warning T102 ThemeFileUnused "theme-file-unused" "もとのテーマにない名前なので、使われません。つづりを確かめてください。" "A theme file that overrides nothing.";
    Error T103 ThemeFileMissing "theme-file-missing" "テーマに必要なファイルがありません。theme.yml に書いた名前のファイルを置くか、その行を消します。" "A file the theme needs is missing; put the file there or delete the line.";
    Error T104 LowContrast "low-contrast" "文字と背景の明るさの差が足りません（文字は 4.5 対 1、線や印は 3 対 1 以上）。どちらかの色を濃く、または薄くします。" "Two colours of the theme are too close: text needs 4.5 to 1, lines and marks 3 to 1.";
    Error X101 OutputCollision "output-collision" "二つのものが同じ出力ファイルになります。片方の id を変えます。" "Two things would become the same output file.";
    Error X102 OutputNotOurs "output-not-ours" "出力先に、Shirube が作ったのではないものがあります。中のファイルには触れていません。空のフォルダーか、前に Shirube が作ったフォルダーを --out で指定します。" "The output folder is neither empty nor ours, and nothing was touched; name an empty folder with --out.";
    Error X103 OutputOverSource "output-over-source" "出力先が原稿のフォルダーと重なっています。--out に別のフォルダーを指定します。" "The output folder overlaps the sources; name another folder with --out.";
    Error X104 OutputFailed "output-failed" "出力先に書けませんでした。前のサイトはそのままです。ディスクの空きと権限を確かめ、もう一度作ります。" "Writing failed; the last good site is untouched; look at free space and rights, then build again.";
    Error X105 OutputTooLarge "output-too-large" "一つのページの出力が大きすぎます。表や入れ子の多いところを、別のページに分けます。" "The output of one page is too large; move large tables to pages of their own.";
    Error X106 OutputBusy "output-busy" "ほかの shirube が同じ出力先に書いています。終わるのを待ってください。" "Another build is writing to the same folder.";
    Error X108 OutputOfOtherAudience "output-of-other-audience" "出力先に、公開版と教職員用の、もう一方のサイトがあります。上書きすると、公開しない内容が混ざるおそれがあるので止めました。--out で別のフォルダーを指定するか、前のフォルダーを消します。" "The output folder holds the other edition, public or for staff; name another folder with --out, or delete the old one.";
    Error X109 PortTaken "port-taken" "そのポート番号は、ほかのプログラムが使っています（前に始めた shirube serve が残っているかもしれません）。--port で別の番号を指定します。" "Another program uses that port, perhaps an earlier `shirube serve`; name another with --port.";
    Error X110 NoServer "no-server" "プレビューを始められませんでした。示された理由を確かめ、--port で別の番号を試します。" "The preview could not be started; see the reason, and try another --port.";
    Warning X107 OutputEdited "output-edited" "前に作ったファイルが手で直されていました。直したものは別の場所に取っておきました。直すときは、原稿のほうを直します。" "A built file was edited by hand and was set aside; edit the source instead.";
}
