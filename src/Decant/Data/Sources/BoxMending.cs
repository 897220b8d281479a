using Decant.Data.Fields;

namespace Decant.Data.Sources;

/// <summary>Boxes as files state them become boxes that can be learnt; what is wrong with them is noted.</summary>
/// <param name="classes">The classes in their order.</param>
/// <param name="problems">Is told what is wrong.</param>
internal sealed class BoxMending(IReadOnlyList<string> classes, BoxProblems problems)
{
    // Ratios of sides that differ by less are the same picture, larger or smaller.
    private const double SameForm = 0.02;

    private readonly Dictionary<string, int> _places = classes.Index().ToDictionary(one => one.Item, one => one.Index);

    /// <summary>Mends the boxes of a picture.</summary>
    /// <param name="file">The picture's path, for messages.</param>
    /// <param name="stated">What is stated of it.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <returns>Its boxes in pixels; null where no one knows where they are.</returns>
    public List<PictureBox>? Mend(string file, StatedPicture stated, int width, int height)
    {
        var (across, down) = stated.IsInShares ? (width, height) : (1.0, 1.0);
        if (!stated.IsInShares && stated.Size is { } size && size != (width, height))
        {
            (across, down) = ((double)width / size.Width, (double)height / size.Height);
            if (Math.Abs((across / down) - 1) > SameForm)
            {
                problems.Add(BoxProblem.OtherForm, file);
                return null;
            }

            problems.Add(BoxProblem.OtherSize, file);
        }

        var boxes = new List<PictureBox>();
        foreach (var box in stated.Boxes)
        {
            var place = _places.GetValueOrDefault(box.Class, -1);
            if (place < 0)
            {
                problems.Add(BoxProblem.UnknownClass, $"{file}: {box.Class}");
            }
            else if (
                Mend(file, box, (across, down), (width, height)) is var (left, top, right, bottom)
                && new PictureBox((float)left, (float)top, (float)right, (float)bottom, place, box.IsCrowd) is var mended
            )
            {
                if (boxes.Contains(mended))
                {
                    problems.Add(BoxProblem.Twice, file);
                    continue;
                }

                boxes.Add(mended);
            }
        }

        return boxes;
    }

    private (double Left, double Top, double Right, double Bottom)? Mend(
        string file,
        StatedBox box,
        (double Across, double Down) scale,
        (int Width, int Height) size
    )
    {
        var (left, right, top, bottom) = (box.Left * scale.Across, box.Right * scale.Across, box.Top * scale.Down, box.Bottom * scale.Down);
        if (left > right || top > bottom)
        {
            problems.Add(BoxProblem.TurnedRound, file);
            (left, right) = (Math.Min(left, right), Math.Max(left, right));
            (top, bottom) = (Math.Min(top, bottom), Math.Max(top, bottom));
        }

        if (left >= right || top >= bottom)
        {
            problems.Add(BoxProblem.Empty, file);
            return null;
        }

        if (left >= size.Width || top >= size.Height || right <= 0 || bottom <= 0)
        {
            problems.Add(BoxProblem.Outside, file);
            return null;
        }

        // Half a pixel is how programs round.
        if (left < -0.5 || top < -0.5 || right > size.Width + 0.5 || bottom > size.Height + 0.5)
        {
            problems.Add(BoxProblem.OverEdge, file);
        }

        return (Math.Max(0, left), Math.Max(0, top), Math.Min(size.Width, right), Math.Min(size.Height, bottom));
    }
}
