//! How the layers of a handbook change the theme.

use super::contexts::{self, Fill};
use shirube::diag::{Diagnostic, Sink, SourceFile, SourceMap};
use shirube::render::Engine;
use shirube::theme::{Theme, ThemeFile, ThemeLayer};

/// A layer from path and text, its files taken into `sources`.
fn layer(name: &str, files: &[(&str, &str)], sources: &mut SourceMap) -> ThemeLayer {
    let file = |(path, text): &(&str, &str)| {
        let source = Some(sources.add(SourceFile::new(format!("{name}/{path}"), (*text).to_owned())));
        ((*path).to_owned(), ThemeFile { bytes: text.as_bytes().to_vec(), source })
    };
    ThemeLayer { name: name.to_owned(), files: files.iter().map(file).collect() }
}

/// Assembles one layer over the default theme: theme, problems, sources.
fn with(files: &[(&str, &str)]) -> (Option<Theme>, Vec<Diagnostic>, SourceMap) {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let layers = [layer("otaru", files, &mut sources)];
    let theme = Theme::assemble(&layers, "ja", None, &mut sink);
    (theme, sink.into_iter().collect(), sources)
}

/// The problems of registering the templates, as code, marked text and help.
fn template_problems(files: &[(&str, &str)]) -> Vec<(String, String, Option<String>)> {
    let (theme, problems, sources) = with(files);
    assert!(problems.is_empty(), "{problems:?}");
    let mut sink = Sink::default();
    assert!(Engine::new(&theme.expect("theme"), &mut sink).is_none());
    sink.into_iter()
        .map(|d| (d.code.id().to_owned(), d.span().map_or("", |span| sources.text(span)).to_owned(), d.help.map(|help| help.ja)))
        .collect()
}

fn help(problem: &Diagnostic) -> &str {
    problem.help.as_ref().map_or("", |help| help.ja.as_str())
}

#[test]
fn an_override_extends_what_it_replaces_and_other_pages_get_it_too() {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let near = layer(
        "otaru",
        &[("templates/base.html", "{% extends \"common/base.html\" %}{% block footer_extra %}{{ super() }}<p>小樽</p>{% endblock %}")],
        &mut sources,
    );
    let base = layer(
        "common",
        &[("templates/base.html", "{% extends \"default/base.html\" %}{% block footer_extra %}<p>共通</p>{% endblock %}")],
        &mut sources,
    );
    let theme = Theme::assemble(&[near, base], "ja", None, &mut sink).expect("theme");
    assert_eq!(theme.prefixes(), ["otaru/", "common/", "default/"]);
    let engine = Engine::new(&theme, &mut sink).expect("engine");
    assert!(sink.is_empty(), "{sink:?}");
    let html = super::render(&theme, &engine, ("page.html", "page", "page"), Fill::Full);
    assert!(html.contains("<p>共通</p><p>小樽</p>") && html.contains("今日すること"));
}

#[test]
fn a_file_of_the_same_path_replaces_and_a_manifest_adds() {
    let (theme, problems, _) = with(&[
        ("theme.yml", "api: 1\nstyles: [css/otaru.css]\nscripts: [js/otaru.js]\n"),
        ("css/otaru.css", ".otaru {}"),
        ("js/otaru.js", "Shirube.x = 1"),
        ("css/print.css", "@media print {}\n"),
    ]);
    assert!(problems.is_empty(), "{problems:?}");
    let theme = theme.expect("theme");
    let text = |ending: &str| {
        theme
            .files()
            .find(|file| file.path.ends_with(ending))
            .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
            .expect("bundle")
    };
    assert!(text(".css").ends_with("@media print {}\n.otaru {}\n"));
    let script = text(".js");
    let (added, start) = (script.find("Shirube.x = 1\n;\n").expect("added"), script.find("Starts each [data-module]").expect("start"));
    assert!(added < start, "the start script comes last");
}

#[test]
fn the_same_files_give_the_same_bundle_and_other_files_another_name() {
    let paths = |files: &[(&str, &str)]| with(files).0.expect("theme").files().map(|file| file.path.clone()).collect::<Vec<_>>();
    let plain = paths(&[]);
    assert_eq!(plain, paths(&[]));
    assert!(plain[0].starts_with("assets/shirube-") && plain[0].len() == "assets/shirube-12345678.css".len());
    let other = paths(&[("css/print.css", "@media print {}\n")]);
    assert_ne!(plain[0], other[0]);
    assert_eq!(plain[1], other[1]);
}

#[test]
fn a_byte_order_mark_does_not_reach_the_site() {
    let (theme, problems, _) =
        with(&[("css/print.css", "\u{feff}@media print {}\n"), ("templates/404.html", "\u{feff}{% extends \"default/404.html\" %}")]);
    assert!(problems.is_empty(), "{problems:?}");
    let theme = theme.expect("theme");
    assert!(theme.files().all(|file| !String::from_utf8_lossy(&file.bytes).contains('\u{feff}')));
    let template = theme.templates().iter().find(|template| template.name == "otaru/404.html").expect("template");
    assert!(template.text.starts_with("{% extends") && template.skipped == 3);
}

#[test]
fn a_misspelt_file_is_warned_about_with_the_name_that_was_meant() {
    let (theme, problems, sources) = with(&[("templates/agencie.html", "x"), ("tempaltes/page.html", "x")]);
    assert!(theme.is_some(), "a warning does not stop the build");
    let found: Vec<(&str, &str, &str)> = problems
        .iter()
        .map(|d| (d.code.id(), d.span().and_then(|span| sources.file(span.source)).map_or("", |file| file.name.as_str()), help(d)))
        .collect();
    assert_eq!(
        found,
        [
            ("T102", "otaru/tempaltes/page.html", "もしかして「templates/page.html」ですか"),
            ("T102", "otaru/templates/agencie.html", "もしかして「templates/agencies.html」ですか"),
        ]
    );
}

#[test]
fn files_that_a_layer_names_itself_are_no_slips() {
    let (_, problems, _) = with(&[
        (
            "templates/404.html",
            "{% extends \"default/404.html\" %}{% block content %}{% include \"partials/crest.html\" %}{{ t.crest }}{% endblock %}",
        ),
        ("templates/partials/crest.html", "<img src=\"{{ shell.root }}assets/crest.svg\" alt=\"\">"),
        ("assets/crest.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("i18n/ja.yml", "crest: 市章\nhome: 最初のページ\n"),
    ]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn texts_are_merged_per_key_and_unknown_ones_are_warned_about() {
    let (theme, problems, sources) = with(&[("i18n/ja.yml", "home: 最初のページ\nglosary: 言葉\n")]);
    let theme = theme.expect("theme");
    assert_eq!((theme.strings()["home"].as_str(), theme.strings()["glossary"].as_str()), ("最初のページ", "用語集"));
    assert_eq!(problems.len(), 1);
    assert_eq!((sources.text(problems[0].span().expect("span")), help(&problems[0])), ("glosary", "もしかして「glossary」ですか"));
}

#[test]
fn a_language_without_texts_is_an_error_and_a_region_uses_its_language() {
    let mut sink = Sink::default();
    assert!(Theme::assemble(&[], "fr", None, &mut sink).is_none());
    assert_eq!(sink.into_iter().next().map(|d| d.code.id()), Some("T103"));
    let theme = Theme::assemble(&[], "en-GB", None, &mut Sink::default()).expect("theme");
    assert_eq!(theme.strings()["home"], "Home");
}

#[test]
fn a_listed_file_that_is_not_there_is_reported_where_it_is_listed() {
    let (theme, problems, sources) = with(&[("theme.yml", "api: 1\nstyles:\n  - css/pirnt.css\n")]);
    assert!(theme.is_none());
    assert_eq!(problems[0].code.id(), "T103");
    assert_eq!(
        (sources.text(problems[0].span().expect("span")), help(&problems[0])),
        ("css/pirnt.css", "もしかして「css/print.css」ですか")
    );
}

#[test]
fn a_broken_manifest_an_old_api_and_a_taken_name_are_errors() {
    let code = |files: &[(&str, &str)]| with(files).1.first().map(|d| d.code.id());
    assert_eq!(code(&[("theme.yml", "api: 1\nstlyes: []\n")]), Some("Y102"));
    assert_eq!(code(&[("theme.yml", "api: 7\n")]), Some("Y113"));
    assert_eq!(code(&[("i18n/ja.yml", "home: [a]\n")]), Some("Y105"));
    let mut sink = Sink::default();
    assert!(Theme::assemble(&[layer("default", &[], &mut SourceMap::default())], "ja", None, &mut sink).is_none());
}

#[test]
fn a_weak_colour_of_a_layer_is_an_error_at_its_place() {
    let (theme, problems, sources) =
        with(&[("theme.yml", "api: 1\nstyles: [css/otaru.css]\n"), ("css/otaru.css", ":root { --link: #88aaff; }\n")]);
    assert!(theme.is_none());
    assert!(problems.iter().all(|d| d.code.id() == "T104"));
    let span = problems[0].span().expect("span");
    assert_eq!((sources.file(span.source).map(|file| file.name.as_str()), sources.text(span)), (Some("otaru/css/otaru.css"), "--link:"));
}

#[test]
fn template_errors_point_at_the_editors_words() {
    let start = "{% extends \"default/404.html\" %}\n{% block content %}\n";
    let unknown = format!("{start}あいう {{{{ shell.title | nosuch }}}}\n{{% endblock %}}");
    assert_eq!(template_problems(&[("templates/404.html", &unknown)])[0].1, "nosuch");
    let include = format!("{start}あ{{% include \"partials/hedaer.html\" %}}{{% endblock %}}");
    assert!(template_problems(&[("templates/404.html", &include)])[0].1.contains("hedaer.html"));
    let parent = template_problems(&[("templates/404.html", "{% extends \"default/bsae.html\" %}")]);
    assert_eq!((parent[0].1.as_str(), parent[0].2.as_deref()), ("default/bsae.html", Some("もしかして「default/base.html」ですか")));
    let itself = template_problems(&[("templates/404.html", "{% extends \"404.html\" %}")]);
    assert_eq!(itself[0].2.as_deref(), Some("もとのテンプレートは「default/404.html」と書きます"));
}

#[test]
fn all_syntax_errors_are_found_in_one_run() {
    let found = template_problems(&[
        ("templates/404.html", "{% extends \"default/404.html\" %}{% block %}"),
        ("templates/kana.html", "{{ site. }}"),
    ]);
    assert_eq!(found.iter().map(|(code, _, _)| code.as_str()).collect::<Vec<_>>(), ["T101", "T101"]);
}

#[test]
fn a_missing_variable_is_an_error_at_its_place() {
    let (theme, _, sources) =
        with(&[("templates/404.html", "{% extends \"default/404.html\" %}{% block content %}あ{{ site.tilte }}{% endblock %}")]);
    let theme = theme.expect("theme");
    let engine = Engine::new(&theme, &mut Sink::default()).expect("engine");
    let mut context = tera::Context::from_serialize(&contexts::page("nothing", "not-found", Fill::Full)).expect("context");
    context.insert("t", theme.strings());
    context.insert("lane_html", "");
    let problem = engine.render("404.html", &context).expect_err("missing variable");
    assert!(sources.text(problem.span().expect("span")).contains("tilte"), "{problem:?}");
}
