using System.Globalization;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Some test samples with boxes: what is there, and what the networks find; where the student is most wrong comes first.</summary>
internal static class BoxesSection
{
    private const int Most = 6;

    public static Markup Of(Run run)
    {
        var pictures = Subject.Of(run).Seeds[0].Test.Boxes.OrderByDescending(Mistakes).Take(Most).OrderByDescending(Mistakes).ToArray();
        if (pictures.Length == 0)
        {
            return Markup.Empty;
        }

        var arms = run.Arms.Where(arm => arm.Seeds[0].Test.Boxes.Count > 0).ToArray();
        var names = run.Data.AnswerNames;
        return Markup.Of(
            $"""
            <section id="boxes"><h2>Box by box</h2>
            <p class="note">Samples of the test split on which the {Subject.Name(
                run
            )} is most wrong, of some that are evenly chosen, with first seeds. Boxes with a score of {ShownScore * 100:0} % or more.</p>
            <p class="legend">{Markup.Each(Enumerable.Range(0, names.Count), c =>
                Markup.Of($"""<span><i class="key {BoxPicture.StyleOf(c)}"></i>{names[c]}</span> """)
            )}</p>
            <div class="scroll" tabindex="0"><table class="pictures">
            <thead><tr><th scope="col">Sample</th><th scope="col">Truth</th>{Markup.Each(arms, arm =>
                Markup.Of($"""<th scope="col"><i class="key {ArmLook.Of(arm.Name).Colour}"></i>{ArmLook.Of(arm.Name).Title}</th>""")
            )}</tr></thead>
            <tbody>{Markup.Each(pictures, picture => Row(picture, arms, names))}</tbody>
            </table></div></section>
            """
        );
    }

    /// <summary>The score from which a box is shown.</summary>
    public const double ShownScore = 0.3;

    private static Markup Row(ResultBoxes picture, IReadOnlyList<ArmResult> arms, IReadOnlyList<string> names)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"boxes-{picture.Sample}");
        var found = arms.Select(arm =>
            arm.Seeds[0].Test.Boxes.FirstOrDefault(other => other.Sample == picture.Sample) is { } own
                ? Cell(own, $"{id}-{arm.Name}", ArmLook.Of(arm.Name).Title, own.Found, names)
                : Markup.Of($"<td></td>")
        );
        return Markup.Of(
            $"""
            <tr><th scope="row">{picture.Sample}</th>{Cell(picture, $"{id}-truth", "Truth", picture.Truth, names)}{Markup.Each(found, cell =>
                cell
            )}</tr>
            """
        );
    }

    private static Markup Cell(ResultBoxes picture, string id, string who, IReadOnlyList<ShownBox> boxes, IReadOnlyList<string> names)
    {
        var chart = new BoxPicture(picture)
        {
            Id = id,
            Title = $"{who}, sample {picture.Sample}",
            Description = $"{Quantity.Count(boxes.Count)} boxes; in truth there are {Quantity.Count(picture.Truth.Count)}.",
            Boxes = boxes,
            Names = names,
        };
        return Markup.Of($"""<td>{chart.Draw()}</td>""");
    }

    // Things without a found box of their class that shares half of their area, and found boxes without a thing.
    private static int Mistakes(ResultBoxes picture) =>
        picture.Truth.Count(thing => !picture.Found.Any(box => Meet(thing, box)))
        + picture.Found.Count(box => !picture.Truth.Any(thing => Meet(thing, box)));

    private static bool Meet(ShownBox one, ShownBox other)
    {
        var width = Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left);
        var height = Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top);
        var common = Math.Max(0, width) * Math.Max(0, height);
        return one.Class == other.Class && common >= 0.5 * (Area(one) + Area(other) - common);
    }

    private static double Area(ShownBox box) => (box.Right - box.Left) * (box.Bottom - box.Top);
}
