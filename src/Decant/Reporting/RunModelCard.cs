using System.Globalization;
using System.Text;
using System.Text.Json;
using Decant.Options;
using Decant.Reporting.Sections;
using Decant.Reporting.Snippets;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>
/// A run's model as a card in Hugging Face's form: the file <c>README.md</c>, YAML that their site reads, then Markdown. What is not known,
/// such as the licence, is left out.
/// </summary>
internal static class RunModelCard
{
    // The site's names of tasks and metrics; a task that it does not have is left out.
    private static readonly Dictionary<string, string> s_tasks = new()
    {
        ["image-classification"] = "image-classification",
        ["image-multi-label"] = "image-classification",
        ["image-segmentation"] = "image-segmentation",
        ["table-classification"] = "tabular-classification",
        ["table-multi-label"] = "tabular-classification",
        ["table-regression"] = "tabular-regression",
        ["text-classification"] = "text-classification",
        ["text-multi-label"] = "text-classification",
        ["text-regression"] = "text-classification",
        ["token-classification"] = "token-classification",
        ["text-embedding"] = "sentence-similarity",
    };

    private static readonly Dictionary<string, string> s_metrics = new()
    {
        ["macroPrecision"] = "precision",
        ["macroRecall"] = "recall",
        ["macroF1"] = "f1",
        ["spanF1"] = "f1",
        ["meanSquaredError"] = "mse",
        ["meanAbsoluteError"] = "mae",
        ["rSquared"] = "r_squared",
        ["meanIntersectionOverUnion"] = "mean_iou",
    };

    /// <summary>The content of <c>README.md</c>. Its numbers are those of the file that is taken away, of the first seed.</summary>
    public static string Of(Run run)
    {
        var subject = Subject.Of(run);
        var text = new StringBuilder("---\n");
        AppendFacts(text, run, subject.Seeds[0]);
        text.Append("---\n\n# ").Append(MarkdownSummary.Escape(run.Name)).Append("\n\n");
        text.Append(MarkdownSummary.Escape(What(run, subject))).Append("\n\n## Results\n\n");
        text.Append(MarkdownSummary.Body(run));
        AppendSection(text, "Cost", [CostText.Answers(run), CostText.IsKnown(run) ? CostText.Assumptions(run) : ""]);
        AppendSection(text, "What may mislead", run.Warnings);
        if (ModelUse.Of(subject.Seeds[0].Model, run.Data) is { } use)
        {
            text.Append("\n## Use\n\n```python\n").Append(PythonSnippet.Of(use)).Append("\n```\n");
        }

        return text.ToString();
    }

    private static void AppendFacts(StringBuilder text, Run run, SeedResult seed)
    {
        var task = s_tasks.GetValueOrDefault(run.Task);
        var measures = seed.Test.Measures.Where(measure => measure.IsShown && double.IsFinite(measure.Value)).ToArray();
        text.Append("library_name: onnx\n").Append(task is null ? "" : $"pipeline_tag: {task}\n");
        text.Append("tags:\n- onnx\n- decant\n").Append(run.Arm(ArmNames.Distilled) is null ? "" : "- knowledge-distillation\n");
        if (measures.Length == 0)
        {
            return;
        }

        text.Append("metrics:\n").AppendJoin("", measures.Select(Metric).Distinct().Select(name => $"- {name}\n"));
        text.Append("model-index:\n- name: ").Append(Quoted(run.Name));
        text.Append("\n  results:\n  - task:\n      type: ").Append(task ?? Quoted(run.Task));
        text.Append("\n    dataset:\n      name: ").Append(Quoted(run.Data.Source));
        text.Append("\n      type: ").Append(Quoted(run.Data.Source)).Append("\n      split: test\n    metrics:\n");
        foreach (var measure in measures)
        {
            text.Append("    - type: ").Append(Metric(measure));
            text.Append("\n      name: ").Append(Quoted(MetricDescription.Of(measure.Facts).Title));
            text.Append("\n      value: ").Append(Number(measure.Value)).Append('\n');
        }
    }

    private static string What(Run run, ArmResult subject)
    {
        var model = subject.Seeds[0].Model;
        var facts = $"{model.Architecture}, {Quantity.Count(model.Parameters)} parameters, {Quantity.Bytes(model.Bytes)} as an ONNX file";
        return run.Arm(ArmNames.Teacher) is { } teacher && teacher != subject
            ? $"A small network ({facts}) that learnt from a teacher ({teacher.Seeds[0].Model.Architecture}, "
                + $"{Quantity.Count(teacher.Seeds[0].Model.Parameters)} parameters) by knowledge distillation."
            : $"A network: {facts}.";
    }

    private static void AppendSection(StringBuilder text, string title, IEnumerable<string> sentences)
    {
        string[] told = [.. sentences.Where(sentence => sentence.Length > 0)];
        if (told.Length > 0)
        {
            text.Append($"\n## {title}\n\n").AppendJoin("\n\n", told.Select(MarkdownSummary.Escape)).Append('\n');
        }
    }

    private static string Metric(Measure measure) =>
        s_metrics.GetValueOrDefault(measure.Name) ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(measure.Name);

    private static string Quoted(string text) => YamlText.InLine(new WrittenScalar(text, default, IsQuoted: true));

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
