package dev.gpuworker.conformance.report;

import dev.gpuworker.io.PrintableText;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Writes the HTML page: one file that opens without a network. */
public final class HtmlReport {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), "dev.gpuworker.conformance.report.page");

    private HtmlReport() {}

    /** Returns the page; characters that could reverse or hide its text are escaped. */
    public static String write(ConformanceReport report) {
        StringOutput page = new StringOutput();
        ENGINE.render("report.jte", new ReportPage(report), page);
        return PrintableText.of(page.toString().replace("\t", "    "));
    }
}
