using System.Globalization;
using Decant.Cli.Shell;
using Decant.Prediction;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>What a detector found in pictures: as a table, as lines for a spreadsheet, in COCO's form.</summary>
internal static class FoundOutput
{
    /// <summary>Shows a line for each picture: how many of each class, and how sure the surest is.</summary>
    public static void Show(IReadOnlyList<PictureWithBoxes> pictures, IReadOnlyList<string> names, Invocation call)
    {
        var table = TableLook.OfNumbers(["Picture", "Found", "Surest"]);
        foreach (var picture in pictures)
        {
            var counts = picture.Boxes.CountBy(found => found.Class).OrderBy(count => count.Key);
            var found = string.Join(
                ", ",
                counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {names[count.Key]}"))
            );
            table.AddTexts([
                picture.Name,
                found.Length > 0 ? found : "nothing",
                picture.Boxes.Count > 0 ? Quantity.Number(picture.Boxes[0].Score, 3) : "",
            ]);
        }

        if (pictures.Count > 0)
        {
            call.Terminal.Show(table);
        }
    }

    /// <summary>Writes a line of comma-separated values for each box, after a line of names.</summary>
    public static void WriteLines(IReadOnlyList<PictureWithBoxes> pictures, IReadOnlyList<string> names, Invocation call)
    {
        call.Terminal.Results.Write(PredictionOutput.Line(["picture", "class", "score", "left", "top", "right", "bottom"]));
        foreach (var picture in pictures)
        {
            foreach (var found in picture.Boxes)
            {
                double[] numbers = [found.Score, found.Box.Left, found.Box.Top, found.Box.Right, found.Box.Bottom];
                call.Terminal.Results.Write(
                    PredictionOutput.Line([
                        picture.Name,
                        names[found.Class],
                        .. numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
                    ])
                );
            }
        }
    }

    /// <summary>
    /// COCO's form of results: an object for each box, with <c>image_id</c> (pictures counted from 1), <c>category_id</c> (classes counted from
    /// 1), <c>bbox</c> (left, top, width, height) and <c>score</c>; next to these the picture's <c>file_name</c> and the class's <c>category</c>.
    /// </summary>
    public static string Coco(IReadOnlyList<PictureWithBoxes> pictures, IReadOnlyList<string> names) =>
        JsonText.Indented(json =>
        {
            json.WriteStartArray();
            for (var image = 0; image < pictures.Count; image++)
            {
                foreach (var found in pictures[image].Boxes)
                {
                    var box = found.Box;
                    json.WriteStartObject();
                    json.WriteNumber("image_id", image + 1);
                    json.WriteString("file_name", pictures[image].Name);
                    json.WriteNumber("category_id", found.Class + 1);
                    json.WriteString("category", names[found.Class]);
                    json.WriteStartArray("bbox");
                    foreach (var number in new[] { box.Left, box.Top, box.Right - box.Left, box.Bottom - box.Top })
                    {
                        json.WriteNumberValue(number);
                    }

                    json.WriteEndArray();
                    json.WriteNumber("score", found.Score);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        });
}
