using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Boxes in the form of Pascal VOC: an XML file for each picture, of the same name. Pixels are counted from 1 and both ends belong to the
/// box, so <c>xmin</c> 1 to <c>xmax</c> W is the whole width. What is <c>difficult</c> counts for nothing.
/// </summary>
internal static class VocBoxes
{
    /// <summary>Whether a file may be one.</summary>
    public static bool IsNamed(string path) => path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads all of a tree.</summary>
    /// <exception cref="DecantException">A file is no XML, or a number of a box is none.</exception>
    public static StatedBoxes Read(FileTree tree) => new([.. tree.Files.Where(file => IsNamed(file.Path)).Select(Read)], []);

    private static StatedPicture Read(TreeFile file)
    {
        // Entities and references to other files are no part of the format, and dangerous.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Read()), settings);
            var root = XDocument.Load(reader).Root!;
            var size = root.Element("size");
            var (width, height) = ((int)Number(file, size?.Element("width"), 0), (int)Number(file, size?.Element("height"), 0));
            return new StatedPicture(Path.ChangeExtension(file.Path, null), [.. root.Elements("object").Select(thing => Box(file, thing))])
            {
                Size = width > 0 && height > 0 ? (width, height) : null,
            };
        }
        catch (XmlException exception)
        {
            throw new DecantException(
                $"Boxes '{file.Path}': it is no XML of Pascal VOC ({exception.Message}) Mend or remove it.",
                exception
            );
        }
    }

    private static StatedBox Box(TreeFile file, XElement thing)
    {
        var box = thing.Element("bndbox");
        return new StatedBox(
            thing.Element("name")?.Value.Trim() is { Length: > 0 } name ? name : throw Missing(file, "name"),
            First(Number(file, box?.Element("xmin"))),
            First(Number(file, box?.Element("ymin"))),
            Number(file, box?.Element("xmax")),
            Number(file, box?.Element("ymax")),
            Number(file, thing.Element("difficult"), 0) > 0
        );
    }

    // Some programs count from 0, so 0 is the edge as well as 1.
    private static double First(double pixel) => pixel is >= 0 and < 1 ? 0 : pixel - 1;

    private static double Number(TreeFile file, XElement? element, double? missing = null) =>
        element is null ? missing ?? throw Missing(file, "bndbox with xmin, ymin, xmax and ymax")
        : double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
        : throw new DecantException(
            $"Boxes '{file.Path}': expected a number in <{element.Name.LocalName}>, received '{element.Value}'. Mend or remove the file."
        );

    private static DecantException Missing(TreeFile file, string what) =>
        new($"Boxes '{file.Path}': expected an <object> with a {what}. Mend or remove the file.");
}
