using System.Globalization;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Some test samples as pictures: what is true of each pixel, and what the networks answer.</summary>
internal static class PicturesSection
{
    public static Markup Of(Run run)
    {
        var pictures = Subject.Of(run).Seeds[0].Test.Pictures;
        if (pictures.Count == 0)
        {
            return Markup.Empty;
        }

        var arms = run.Arms.Where(arm => arm.Name == ArmNames.Teacher || arm == Subject.Of(run)).ToArray();
        var names = run.Data.AnswerNames;
        return Markup.Of(
            $"""
            <section id="pictures"><h2>Pixel by pixel</h2>
            <p class="note">Samples of the test split, evenly chosen, with first seeds. Dark grey pixels of the truth do not count.</p>
            <p class="legend">{Markup.Each(Enumerable.Range(0, names.Count), c =>
                Markup.Of($"""<span><i class="key {ClassPicture.StyleOf(c)}"></i>{names[c]}</span> """)
            )}</p>
            <div class="scroll" tabindex="0"><table class="pictures">
            <thead><tr><th scope="col">Sample</th><th scope="col">Image</th><th scope="col">Truth</th>{Markup.Each(arms, arm =>
                Markup.Of($"""<th scope="col"><i class="key {ArmLook.Of(arm.Name).Colour}"></i>{ArmLook.Of(arm.Name).Title}</th>""")
            )}</tr></thead>
            <tbody>{Markup.Each(pictures, picture => Row(picture, arms))}</tbody>
            </table></div></section>
            """
        );
    }

    private static Markup Row(ResultPicture picture, IReadOnlyList<ArmResult> arms)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"picture-{picture.Sample}");
        var image = new ClassPicture(picture.Height, picture.Width)
        {
            Id = $"{id}-image",
            Title = $"Sample {picture.Sample}",
            Classes = [],
        };
        var answers = arms.Select(arm =>
            arm.Seeds[0].Test.Pictures.FirstOrDefault(other => other.Sample == picture.Sample) is { } own
                ? Cell(own, $"{id}-{arm.Name}", ArmLook.Of(arm.Name).Title, own.Answer)
                : Markup.Of($"<td></td>")
        );
        return Markup.Of(
            $"""
            <tr><th scope="row">{picture.Sample}</th><td>{image.DrawGrey(picture.Image)}</td>{Cell(
                picture,
                $"{id}-truth",
                "Truth",
                picture.Truth
            )}{Markup.Each(answers, cell => cell)}</tr>
            """
        );
    }

    private static Markup Cell(ResultPicture picture, string id, string who, IReadOnlyList<int> classes)
    {
        var counted = picture.Truth.Count(c => c >= 0);
        var right = picture.Truth.Zip(classes).Count(pixel => pixel.First >= 0 && pixel.First == pixel.Second);
        var chart = new ClassPicture(picture.Height, picture.Width)
        {
            Id = id,
            Title = $"{who}, sample {picture.Sample}",
            Description = $"{Quantity.Count(right)} of {Quantity.Count(counted)} pixels as in the truth.",
            Classes = classes,
        };
        return Markup.Of($"""<td>{chart.Draw()}</td>""");
    }
}
