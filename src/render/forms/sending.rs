//! To whom a form goes, by which steps, and what is looked at before: static text with boxes to tick that are kept nowhere.

use super::super::rules::{Html, Parties, fill, means};
use super::Face;
use crate::markup;
use crate::model::{Addressee, Means, SendingStep};

impl Face<'_> {
    /// The panel; nothing where the form is not sent.
    pub(super) fn sending(&self) -> String {
        let Some(send) = &self.form.send else { return String::new() };
        let mut html = Html::default();
        if let Some(exception) = &send.exception {
            html.tag("<div class=\"callout callout-caution\"><p>").tag(&markup::render_inline(&exception.value, self.links));
            html.tag("</p></div>\n");
        }
        if send.to == Addressee::Nobody {
            return html.finish();
        }
        html.tag("<section class=\"form-send\" data-send aria-labelledby=\"send_title\">\n");
        html.element("<h2 id=\"send_title\">", self.t("form_send"), "</h2>\n");
        html.element("<p class=\"form-send__to\"><strong>", self.t("form_to"), "</strong> ").tag(&self.addressee().0).tag("</p>\n");
        if !send.steps.is_empty() {
            html.tag("<ol class=\"form-send__steps\">\n");
            send.steps.iter().for_each(|step| self.step(&mut html, step));
            html.tag("</ol>\n");
        }
        self.checks_before(&mut html);
        html.tag("</section>\n");
        html.finish()
    }

    fn step(&self, html: &mut Html, step: &SendingStep) {
        html.tag("<li>");
        if let Some(who) = &step.who {
            html.tag("<strong>").parties(&Parties { links: self.links }.parties(std::slice::from_ref(who)), "", false).tag("</strong> ");
        }
        if let Some(by) = step.means {
            html.element("<strong>", means(by, self.links.messages), "</strong> ");
        }
        if let Some(contact) = &step.contact {
            html.tag(&markup::render_inline(&format!("[]({})", contact.value), self.links)).tag(" ");
        }
        if let Some(text) = &step.text {
            html.tag(&markup::render_inline(&text.value, self.links));
        }
        if let Some(open) = &step.open {
            html.element("<p class=\"form__open\"><strong>", self.t("form_confirm"), "</strong> ");
            html.tag(&markup::render_inline(&open.value, self.links)).tag("</p>");
        }
        html.tag("</li>\n");
    }

    /// 送信前の確認
    fn checks_before(&self, html: &mut Html) {
        let Some(send) = &self.form.send else { return };
        let to = self.addressee().1;
        let by = |means: Means| send.steps.iter().any(|step| step.means == Some(means));
        let address = fill(self.t("form_check_to"), &[("to", &to)]);
        let mut checks = vec![self.t("form_check_approval"), &address];
        if by(Means::Email) {
            checks.push(self.t("form_check_attachment"));
        }
        checks.push(self.t("form_check_sent"));
        if by(Means::Phone) {
            checks.push(self.t("form_check_phone"));
        }
        checks.push(self.t("form_check_copy"));
        html.tag("<fieldset class=\"form-send__checks\">\n").element("<legend>", self.t("form_checks"), "</legend>\n");
        for check in checks {
            html.element("<label class=\"form__option\"><input type=\"checkbox\" autocomplete=\"off\"> <span>", check, "</span></label>\n");
        }
        for check in &send.checks {
            html.tag("<label class=\"form__option\"><input type=\"checkbox\" autocomplete=\"off\"> <span>");
            html.tag(&markup::render_inline(&check.value, self.links)).tag("</span></label>\n");
        }
        html.element("<p class=\"soft\">", self.t("form_checks_note"), "</p>\n</fieldset>\n");
    }
}
