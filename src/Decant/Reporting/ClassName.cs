using System.Globalization;

namespace Decant.Reporting;

/// <summary>The name of a class, for when some have none.</summary>
internal static class ClassName
{
    /// <summary>The name by class index, or the index itself.</summary>
    public static string Of(IReadOnlyList<string> classes, int index) =>
        index < classes.Count && classes[index].Length > 0 ? classes[index] : index.ToString(CultureInfo.InvariantCulture);
}
