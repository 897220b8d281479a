using System.Globalization;
using System.Text;
using Decant.Losses;

namespace Decant.Recipes;

/// <summary>The reference of all losses and schemes as Markdown, out of their own statements.</summary>
internal static class LossTables
{
    private static readonly (LossGroup Group, string Title, string Meaning)[] s_groups =
    [
        (
            LossGroup.Answers,
            "What networks answer",
            "These compare logits or predicted numbers, of the student with the teacher's or with labels."
        ),
        (
            LossGroup.HiddenValues,
            "Values inside networks",
            "These compare values that are named by `teacher` and `student`; `decant inspect FILE` lists the names. "
                + "Where widths or sizes differ, most insert a projection that is trained with the student and never "
                + "exported."
        ),
        (LossGroup.Schemes, "Losses of schemes", "These learn from what is trained together with the student."),
    ];

    /// <summary>The content of docs/losses.md.</summary>
    /// <param name="proof">The test that proves a loss, as Markdown.</param>
    public static string Markdown(Func<DistillationLoss, string> proof)
    {
        var text = new StringBuilder(LossPage.Opening.ReplaceLineEndings("\n"));
        foreach (var (group, title, meaning) in s_groups)
        {
            var losses = DistillationLosses.All.Where(loss => loss.Group == group).ToList();
            if (losses.Count > 0)
            {
                Section(text, title, meaning, losses, proof);
            }
        }

        text.Append(LossPage.Numbers.ReplaceLineEndings("\n"));
        text.Append("| scheme | key | what happens | example | paper |\n|---|---|---|---|---|\n");
        foreach (var scheme in Schemes.All)
        {
            text.Append($"| {scheme.Name} | `{scheme.Key}` | {scheme.Meaning} | `{scheme.Example}` | {Paper(scheme.Paper)} |\n");
        }

        return text.Append(LossPage.Closing.ReplaceLineEndings("\n")).ToString();
    }

    private static void Section(
        StringBuilder text,
        string title,
        string meaning,
        IReadOnlyList<DistillationLoss> losses,
        Func<DistillationLoss, string> proof
    )
    {
        text.Append(
            $"## {title}\n\n{meaning}\n\n| loss | formula | T² | weight | labels | reads | unit | paper | published "
                + $"setting | proof |\n|---|---|---|---|---|---|---|---|---|---|\n"
        );
        foreach (var loss in losses)
        {
            var facts = loss.Facts;
            text.Append(
                $"| `{facts.Name}` | {Cell(facts.Formula)} | {Square(facts)} | {loss.Options[0].Default} | "
                    + $"{LabelWeight(loss)} | {Cell(facts.Shapes)} | {Cell(facts.Unit)} | {Paper(facts.Paper)} | "
                    + $"{Paper(facts.Published)} | {proof(loss)} |\n"
            );
        }

        text.Append('\n');
        foreach (var loss in losses.Where(loss => loss.Facts.Caution.Length > 0))
        {
            text.Append($"- `{loss.Name}`: {loss.Facts.Caution}\n");
        }

        text.Append("\n| loss | option | value | default | unit | meaning |\n|---|---|---|---|---|---|\n");
        foreach (var loss in losses)
        {
            foreach (var option in CalculatorOptions.Of(loss))
            {
                var byDefault = option.IsRequired || option.Default.Length == 0 ? option.Default : $"`{option.Default}`";
                text.Append(
                    $"| `{loss.Name}` | `{option.Key}` | {Cell(option.Expected)} | {byDefault} | "
                        + $"{Cell(option.Unit)} | {Cell(option.Meaning)} |\n"
                );
            }
        }

        text.Append('\n');
    }

    private static string LabelWeight(DistillationLoss loss) =>
        LabelWeights.IsOfLabels(loss) ? "–" : loss.Facts.LabelWeight.ToString(CultureInfo.InvariantCulture);

    private static string Square(LossFacts facts) =>
        facts.HasSquaredTemperature switch
        {
            true => "yes",
            false => "no",
            null => "–",
        };

    private static string Paper(string paper) => paper.Length == 0 ? "–" : Cell(paper);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
