namespace Decant.Engine.Onnx.Conformance;

/// <summary>
/// A folder in the layout of the ONNX standard's tests: <c>model.onnx</c>, and data sets with <c>input_0.pb</c>, …, <c>output_0.pb</c>, ….
/// </summary>
/// <param name="Folder">The folder.</param>
internal sealed record ConformanceCase(string Folder)
{
    private const string ModelName = "model.onnx";
    private const string DataPattern = "test_data_set_*";

    /// <summary>The name of the folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>The model's file.</summary>
    public string Model => Path.Combine(Folder, ModelName);

    /// <summary>The folders of its data sets, in order.</summary>
    public IReadOnlyList<string> DataSets => [.. Directory.GetDirectories(Folder, DataPattern).Order(StringComparer.Ordinal)];

    /// <summary>All cases below some places, in the order of their folders.</summary>
    /// <param name="paths">Folders; each may be a case itself.</param>
    /// <exception cref="DecantException">A place does not exist, or there is no case below any.</exception>
    public static IReadOnlyList<ConformanceCase> Below(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => !Directory.Exists(path)))
        {
            throw new DecantException(
                $"'{path}': expected a folder with cases in the ONNX test layout below it, found none. Check the name."
            );
        }

        var found = paths
            .SelectMany(path => Directory.EnumerateFiles(path, ModelName, SearchOption.AllDirectories))
            .Select(model => new ConformanceCase(Path.GetDirectoryName(model)!))
            .Where(@case => @case.DataSets.Count > 0)
            .DistinctBy(@case => Path.GetFullPath(@case.Folder))
            .OrderBy(@case => @case.Folder, StringComparer.Ordinal)
            .ToList();
        return found.Count > 0
            ? found
            : throw new DecantException(
                $"{string.Join(", ", paths.Select(path => $"'{path}'"))}: expected folders with {ModelName} and "
                    + $"{DataPattern} (the ONNX test layout), found none."
            );
    }

    /// <summary>The files of a data set's inputs or outputs, in the model's order.</summary>
    /// <param name="dataSet">One of <see cref="DataSets"/>.</param>
    /// <param name="kind"><c>input</c> or <c>output</c>.</param>
    internal static IReadOnlyList<string> Files(string dataSet, string kind) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(i => Path.Combine(dataSet, $"{kind}_{i}.pb")).TakeWhile(File.Exists)];
}
