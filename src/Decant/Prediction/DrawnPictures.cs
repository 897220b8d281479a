using System.Globalization;
using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Prediction;

/// <summary>A folder of copies of pictures, each with the boxes that were found in it, as PNG.</summary>
/// <param name="folder">Where they go; created when it is missing.</param>
/// <param name="names">Names of the classes.</param>
internal sealed class DrawnPictures(string folder, IReadOnlyList<string> names)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Draws a picture that could be read.</summary>
    /// <param name="found">The picture and its boxes.</param>
    /// <exception cref="DecantException">The folder cannot be written.</exception>
    public void Add(PictureWithBoxes found)
    {
        // Pictures of several folders may have one name.
        var own = Path.GetFileNameWithoutExtension(found.Name);
        var name = own;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{own}-{number}");
        }

        var bytes = PngEncoder.Encode(BoxDrawing.Draw(found.Picture!, found.Boxes, names));
        AtomicFile.Write(Path.Combine(folder, $"{name}.png"), stream => stream.Write(bytes));
    }
}
