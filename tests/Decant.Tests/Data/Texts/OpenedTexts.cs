using Decant.Data;
using Decant.Data.Sources;
using Decant.Data.Texts;

namespace Decant.Tests.Data.Texts;

/// <summary>Opens texts with <see cref="LetterPieces"/>, and reads single fields.</summary>
internal static class OpenedTexts
{
    public static readonly LetterPieces Letters = new();

    public static DataSplits Open(string source, string path, params (string Name, string Value)[] options) =>
        Open(source, path, new TeacherTexts(Letters), isUnlabelled: false, [("tokenizer", "teacher"), .. options]);

    public static DataSplits Open(
        string source,
        string path,
        TeacherTexts? teacher,
        bool isUnlabelled,
        params (string Name, string Value)[] options
    ) =>
        DataSources.Open(
            source,
            options.Append(("path", path)).ToDictionary(option => option.Item1, option => option.Item2),
            Path.GetDirectoryName(path)!,
            isUnlabelled,
            teacher: teacher
        );

    /// <summary>The parts as the source has them: nothing is divided.</summary>
    public static SourceParts Parts(string source, string path, params (string Name, string Value)[] options)
    {
        var opened = DataSources.Of(source);
        var values = options.Append(("tokenizer", "teacher")).Append(("path", path)).ToDictionary(one => one.Item1, one => one.Item2);
        Assert.Empty(DataSources.Problems(source, values));
        return opened.Open(
            new DataOptions(values, [.. opened.Options, .. DataSources.SplitOptions], ".") { Teacher = new TeacherTexts(Letters) }
        );
    }

    public static long[] Numbers(Dataset data, int index, string field)
    {
        var known = data.Schema[field];
        var numbers = new long[known.Count];
        var length = data.Read<long>(known, index, numbers);
        return length < 0 ? numbers : numbers[..length];
    }

    public static float[] Targets(Dataset data, int index, string set)
    {
        var known = data.TargetSets.Single(one => one.Name == set);
        var numbers = new float[known.Columns.Count];
        data.ReadTargets(known, index, numbers);
        return numbers;
    }

    public static string[] Texts(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(index => data.Texts![index].Text)];
}
