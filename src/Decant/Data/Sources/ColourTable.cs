using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Decant.Data.Sources;

/// <summary>
/// A file that says which colour of label images is which class, as data sets bring one along: <c>label_colors.txt</c> of CamVid
/// (<c>128 64 128 Road</c>), <c>class_dict.csv</c> (<c>Road,128,64,128</c>), <c>labelmap.txt</c> of CVAT (<c>Road:128,64,128::</c>).
/// </summary>
internal static partial class ColourTable
{
    private static readonly string[] s_names =
    [
        "label_colors.txt",
        "label_colours.txt",
        "class_dict.csv",
        "class_dict_seg.csv",
        "labelmap.txt",
        "color_map.txt",
        "colormap.txt",
        "classes.csv",
    ];

    /// <summary>Whether a path may be such a file.</summary>
    public static bool IsNamed(string path) => s_names.Contains(path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant());

    /// <summary>The classes and colours that a file tells; none where it tells no colours.</summary>
    public static IReadOnlyList<(string Name, int Colour)> Read(byte[] file) =>
        [
            .. Encoding
                .UTF8.GetString(file)
                .TrimStart('\ufeff')
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .Select(Entry)
                .OfType<(string, int)>(),
        ];

    private static (string, int)? Entry(string line)
    {
        var numbers = ThreeNumbers().Match(line);
        var name = numbers.Success ? line.Remove(numbers.Index, numbers.Length).Trim(' ', '\t', ',', ':', ';', '"') : "";
        return
            name.Length > 0 && numbers.Groups.Values.Skip(1).All(group => byte.TryParse(group.Value, CultureInfo.InvariantCulture, out _))
            ? (
                name,
                numbers
                    .Groups.Values.Skip(1)
                    .Aggregate(0, (sum, group) => (sum << 8) | byte.Parse(group.Value, CultureInfo.InvariantCulture))
            )
            : null;
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z_])([0-9]{1,3})[ ,\t;]+([0-9]{1,3})[ ,\t;]+([0-9]{1,3})(?![0-9A-Za-z_])")]
    private static partial Regex ThreeNumbers();
}
