using System.Globalization;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>Where samples come from, how they are divided, and what teacher and student see of them.</summary>
public sealed record DataSettings : Settings, ISettings
{
    private static readonly Option<NamedSource> s_source = Option.Named(
        "source",
        SourceVocabulary.All,
        null,
        "The kind of place that samples come from."
    );
    private static readonly Option<string> s_target = Option.Text(
        "target",
        null,
        "The name of what is learnt where the data know more of a sample than its class, such as slant; left out, "
            + "the only one that fits the task.",
        unset: ""
    );
    private static readonly Option<double> s_validation = Option.Number(
        "validation",
        0.1,
        "Share of the training samples that is set aside for every choice.",
        above: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_test = Option.Number(
        "test",
        0.1,
        "Share of all samples that is set aside for the result, where the source has no test part.",
        above: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_fraction = Option.Number(
        "fraction",
        1,
        "Share of the training samples that is used.",
        above: 0,
        atMost: 1,
        unit: "share"
    );
    private static readonly Option<SplitSettings> s_split = Option.Section<SplitSettings>(
        "split",
        "By what samples are divided; left out, the same share of every class.",
        unset: ""
    );
    private static readonly Option<double> s_labelled = Option.Number(
        "labelled",
        1,
        "Share of the training samples whose labels the student may use; of the others it sees only what the teacher says.",
        atLeast: 0,
        atMost: 1,
        unit: "share"
    );
    private static readonly Option<UnlabelledSettings> s_unlabelled = Option.Section<UnlabelledSettings>(
        "unlabelled",
        "Further samples without labels, for the student alone.",
        unset: ""
    );
    private static readonly Option<double> s_confidence = Option.Number(
        "confidence",
        0,
        "The teacher's largest probability that a sample without label must reach, or it is left out.",
        atLeast: 0,
        below: 1,
        unit: "probability"
    );
    private static readonly Option<ValueList<string>> s_omit = Option.Texts(
        "omit",
        null,
        "Names of classes that the student never sees in training; the teacher does. The student's biases of these "
            + "classes are set on validation afterwards.",
        unset: ""
    );
    private static readonly Option<ulong> s_seed = Option.Seed(
        "seed",
        null,
        "Decides which samples are set aside, and what a generator makes; unset, training.seed.",
        unset: "training"
    );
    private static readonly Option<Normalization> s_normalize = new NormalizationOption(
        "normalize",
        "How inputs are brought to mean 0 and deviation 1, inside the student's graph; auto: by the training samples.",
        Presence<Normalization>.By(Normalization.Auto)
    );
    private static readonly Option<AugmentSettings> s_augment = new AugmentOption(
        "augment",
        "What is done at random to every view of a sample that teacher and student share.",
        Presence<AugmentSettings>.By(AugmentSettings.None)
    );

    private static readonly OptionSet s_options = OptionSet.DeclaredIn(typeof(DataSettings));

    static OptionSet ISettings.Options => s_options;

    /// <summary>
    /// Where samples come from: a source that recipes can name, with its options among <see cref="Settings.Values"/>; one of one's own; or
    /// samples that are there already (<see cref="DataSource.Of(Dataset)"/>).
    /// </summary>
    public DataSource Source
    {
        get => Get(s_source).Source;
        init => Values = Changed(s_source, SourceVocabulary.Of(value));
    }

    /// <summary>The name of the target set that is learnt; null for the only one that fits the task, or for the classes.</summary>
    public string? Target
    {
        get => Values.Find(s_target);
        init => Values = Changed(s_target, value);
    }

    /// <summary>Share of the training samples that is set aside for every choice; above 0, below 1.</summary>
    public double Validation
    {
        get => Get(s_validation);
        init => Values = Changed<double>(s_validation, value);
    }

    /// <summary>Share of all samples that is set aside for the result where the source has no test part; above 0, below 1.</summary>
    public double Test
    {
        get => Get(s_test);
        init => Values = Changed<double>(s_test, value);
    }

    /// <summary>Share of the training samples that is used; above 0, at most 1.</summary>
    public double Fraction
    {
        get => Get(s_fraction);
        init => Values = Changed<double>(s_fraction, value);
    }

    /// <summary>By what samples are divided; null for the same share of every class.</summary>
    public SplitSettings? Split
    {
        get => Values.Find(s_split);
        init => Values = Changed(s_split, value);
    }

    /// <summary>Share of the training samples whose labels may be used; 0 to 1.</summary>
    public double Labelled
    {
        get => Get(s_labelled);
        init => Values = Changed<double>(s_labelled, value);
    }

    /// <summary>Further samples without labels; null for none.</summary>
    public UnlabelledSettings? Unlabelled
    {
        get => Values.Find(s_unlabelled);
        init => Values = Changed(s_unlabelled, value);
    }

    /// <summary>The teacher's largest probability that a sample without label must reach; 0 for all.</summary>
    public double Confidence
    {
        get => Get(s_confidence);
        init => Values = Changed<double>(s_confidence, value);
    }

    /// <summary>Names of classes that the student never sees in training.</summary>
    public ValueList<string> Omit
    {
        get => Values.Find(s_omit) ?? [];
        init => Values = Changed(s_omit, value);
    }

    /// <summary>Decides which samples are set aside; null for <see cref="TrainingSettings.Seed"/>.</summary>
    public ulong? Seed
    {
        get => Values.FindNumber(s_seed);
        init => Values = Changed(s_seed, value);
    }

    /// <summary>How inputs are brought to mean 0 and deviation 1.</summary>
    public Normalization Normalize
    {
        get => Get(s_normalize);
        init => Values = Changed(s_normalize, value);
    }

    /// <summary>The view of samples that teacher and student share.</summary>
    public AugmentSettings Augment
    {
        get => Get(s_augment);
        init => Values = Changed(s_augment, value);
    }

    /// <summary>The samples of a folder of images, an archive, a table or another file that a source recognises.</summary>
    /// <param name="path">The file or folder; or the name of a source that reads no file, such as <c>digits</c>.</param>
    /// <exception cref="Engine.DecantException">There is nothing, or no source knows it.</exception>
    public static DataSettings At(string path)
    {
        var (source, options) = DataSources.Recognise(Path.Exists(path) ? Path.GetFullPath(path) : path);
        var reading = new OptionReading();
        var written = options.Append(new(s_source.Key, source)).Select(Entry);
        return new DataSettings { Values = s_options.Read(new WrittenMap([.. written], default), reading) };

        static WrittenEntry Entry(KeyValuePair<string, string> option) =>
            new(option.Key, default, new WrittenScalar(option.Value, default));
    }

    /// <summary>What <see cref="DataSources"/> take to open the source: the source's options and the shares, as text.</summary>
    /// <param name="trainingSeed">The seed that holds where the section has none.</param>
    public IReadOnlyDictionary<string, string> SourceValues(ulong trainingSeed)
    {
        var texts = TextsOf(Values, Get(s_source).Options.Concat([s_validation, s_test, s_fraction]), Seed ?? trainingSeed);
        return Split is null ? texts : new Dictionary<string, string>(texts.Concat(Split.Texts));
    }

    /// <summary>The same for the samples without labels, of which nothing is set aside for validation or test that could be left.</summary>
    internal static IReadOnlyDictionary<string, string> TextsOf(OptionValues values, IEnumerable<Option> options, ulong seed)
    {
        var texts = options
            .Select(option => (option.Key, Node: option.Write(values.Held(option)) as WrittenScalar, IsSwitch: option is Option<bool>))
            .Where(entry => entry.Node is not null)
            .ToDictionary(
                entry => entry.Key,
                entry =>
                    entry.IsSwitch
                        ? entry.Node!.Text == "on"
                            ? "true"
                            : "false"
                        : entry.Node!.Text
            );
        texts[s_seed.Key] = string.Create(CultureInfo.InvariantCulture, $"{seed}");
        return texts;
    }
}
