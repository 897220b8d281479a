using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Losses;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>All losses, by what they compare.</summary>
internal static class LossListOutput
{
    private static readonly (LossGroup Group, string Title)[] s_groups =
    [
        (LossGroup.Answers, "What networks answer"),
        (LossGroup.HiddenValues, "Values inside networks (hints)"),
        (LossGroup.Schemes, "Schemes: what is trained next to the student"),
    ];

    /// <summary>Writes them to standard output, as JSON where that was asked for.</summary>
    public static void Show(Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(
                JsonText.Indented(json =>
                {
                    json.WriteStartArray();
                    foreach (var loss in DistillationLosses.All.OrderBy(loss => loss.Group))
                    {
                        LossJson.Write(json, loss);
                    }

                    json.WriteEndArray();
                })
            );
            return;
        }

        foreach (var (group, title) in s_groups)
        {
            var losses = DistillationLosses.All.Where(loss => loss.Group == group).ToList();
            if (losses.Count > 0)
            {
                call.Terminal.Show(new Markup($"[bold]{title}[/]\n"));
                call.Terminal.Show(Table(losses));
                call.Terminal.Show(new Text("\n"));
            }
        }

        call.Terminal.Show(
            new Markup("[grey]decant losses NAME shows options; decant losses eval NAME computes a loss on your numbers.[/]\n")
        );
    }

    private static Grid Table(IEnumerable<DistillationLoss> losses)
    {
        var table = TableLook.OfTexts("Loss", "T²", "Weight", "Formula and paper");
        foreach (var loss in losses)
        {
            var facts = loss.Facts;
            table.AddTexts(
                facts.Name,
                LossOutput.SquareRule(facts, "yes", "no"),
                facts.Weight.To.ToString(CultureInfo.InvariantCulture),
                facts.Paper.Length == 0 ? facts.Formula : $"{facts.Formula}\n{facts.Paper}"
            );
        }

        return table;
    }
}
