namespace Decant.SoftTargets.Store;

/// <summary>What decides the answers of a store; another teacher, other data or other views are another store.</summary>
internal sealed record StoreIdentity
{
    /// <summary>The teacher, in words.</summary>
    public required string Teacher { get; init; }

    /// <summary>SHA-256 of the teacher as it is asked, as a network file of Decant; of answers from elsewhere, of their file.</summary>
    public required string TeacherSha256 { get; init; }

    /// <summary>
    /// SHA-256 of the teacher's own files, and of networks that a program brings, by name; none where the recipe trains it.
    /// </summary>
    public IReadOnlyDictionary<string, string> TeacherFiles { get; init; } = new SortedDictionary<string, string>();

    /// <summary>The numbers that the teacher's products read: <c>f32</c> or <c>bf16</c>.</summary>
    public string Precision { get; init; } = "f32";

    /// <summary>The samples, in words.</summary>
    public required string Data { get; init; }

    /// <summary>How many samples there are.</summary>
    public required int Samples { get; init; }

    /// <summary>SHA-256 of the samples.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>What is done to samples before the teacher sees them, in words.</summary>
    public string Preprocessing { get; init; } = "";

    /// <summary>SHA-256 of these words.</summary>
    public string PreprocessingSha256 { get; init; } = "";

    /// <summary>Views of each sample, 1 or more.</summary>
    public int Views { get; init; } = 1;

    /// <summary>The seed of the views.</summary>
    public ulong ViewSeed { get; init; }

    /// <summary>What is done at random to every view, in words; empty for nothing.</summary>
    public string Augmentation { get; init; } = "";

    /// <summary>Names of what is answered, in the order of the answers.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How another one differs, a sentence each.</summary>
    /// <param name="wanted">What a training needs.</param>
    /// <param name="knowsTeacher">Whether it says which teacher; else any will do.</param>
    public IReadOnlyList<string> Differences(StoreIdentity wanted, bool knowsTeacher = true)
    {
        var found = new List<string>();
        if (knowsTeacher)
        {
            foreach (var file in wanted.TeacherFiles.Keys.Union(TeacherFiles.Keys).Order(StringComparer.Ordinal))
            {
                Compare(
                    $"the teacher's {file}",
                    Short(TeacherFiles.GetValueOrDefault(file)),
                    Short(wanted.TeacherFiles.GetValueOrDefault(file))
                );
            }

            Compare("the teacher", $"{Teacher} ({Short(TeacherSha256)})", $"{wanted.Teacher} ({Short(wanted.TeacherSha256)})");
            Compare("the teacher's precision", Precision, wanted.Precision);
            Compare(
                "preprocessing",
                $"{Preprocessing} ({Short(PreprocessingSha256)})",
                $"{wanted.Preprocessing} ({Short(wanted.PreprocessingSha256)})"
            );
        }

        Compare("samples", $"{Samples} of {Data} ({Short(DataSha256)})", $"{wanted.Samples} of {wanted.Data} ({Short(wanted.DataSha256)})");
        Compare("augmentation", WordsOfViews(this), WordsOfViews(wanted));
        if (!Classes.SequenceEqual(wanted.Classes))
        {
            var isOrder = Classes.Order(StringComparer.Ordinal).SequenceEqual(wanted.Classes.Order(StringComparer.Ordinal));
            Compare(isOrder ? "the order of the classes" : "the classes", Some(Classes), Some(wanted.Classes));
        }

        return found;

        void Compare(string what, string stored, string here)
        {
            if (stored != here)
            {
                found.Add($"{what}: {stored} in the store, {here} here");
            }
        }
    }

    private static string WordsOfViews(StoreIdentity identity) =>
        identity.Augmentation.Length == 0
            ? "none"
            : FormattableString.Invariant($"{identity.Views} views of {identity.Augmentation} by seed {identity.ViewSeed}");

    private static string Short(string? fingerprint) => fingerprint is null ? "nothing" : fingerprint[..Math.Min(12, fingerprint.Length)];

    private static string Some(IReadOnlyList<string> names) => $"{string.Join(", ", names.Take(8))}{(names.Count > 8 ? ", …" : "")}";
}
