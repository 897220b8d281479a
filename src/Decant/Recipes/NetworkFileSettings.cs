using Decant.Adoption;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>
/// What is to be known of a network from elsewhere, given as an ONNX file. What is left out is found out; files that Decant wrote need none
/// of it.
/// </summary>
public sealed record NetworkFileSettings : Settings, ISettings
{
    private static readonly Option<AnswerForm> s_output = Option.Choice<AnswerForm>(
        "output",
        null,
        "What the file's answers are; left out, that is found out.",
        unset: ""
    );
    private static readonly Option<string> s_outputName = Option.Text(
        "output-name",
        null,
        "The value of the file that is its answer; left out, the output with as many numbers as the data have classes.",
        unset: ""
    );
    private static readonly Option<PreprocessSettings> s_preprocess = Option.Section<PreprocessSettings>(
        "preprocess",
        "What the file wants done to its inputs; left out, what it says itself, else the usual ways are tried on validation samples.",
        unset: ""
    );
    private static readonly Option<HeadSettings> s_head = Option.Section<HeadSettings>(
        "head",
        "A new last layer, to learn other classes than the file's.",
        unset: ""
    );
    private static readonly Option<ValueList<string>> s_classes = Option.Texts(
        "classes",
        null,
        "Which of the file's answers belong to the data's classes: for each, in the data's order, its column from 0 "
            + "or its name in the file; or the names of all the file's columns in their order. Left out, the file's own "
            + "names decide; without names, the order is taken to be the same.",
        unset: ""
    );
    private static readonly Option<bool> s_batchNormalization = Option.Switch(
        "batch-norm",
        null,
        "Whether batch normalisation is put after every convolution of the file that has none, as where an export folded it away.",
        unset: ""
    );

    private static readonly Option<NetworkRuntime> s_runtime = Option.Choice<NetworkRuntime>(
        "runtime",
        null,
        "Who runs the file; onnxruntime also runs operators that Decant lacks, and such a teacher can be asked and "
            + "not be trained. The command has it; in a program it takes the package Decant.OnnxRuntime.",
        unset: ""
    );

    /// <summary>The options, which are next to <c>onnx</c>.</summary>
    internal static OptionSet Options { get; } = OptionSet.DeclaredIn(typeof(NetworkFileSettings));

    /// <summary>What the file's answers are; null where that is found out.</summary>
    public AnswerForm? Output
    {
        get => Values.FindNumber(s_output);
        init => Values = Changed<AnswerForm>(s_output, value);
    }

    /// <summary>The value of the file that is its answer; null for the output that fits.</summary>
    public string? OutputName
    {
        get => Values.Find(s_outputName);
        init => Values = Changed(s_outputName, value);
    }

    /// <summary>What the file wants done to its inputs; null where that is found out.</summary>
    public PreprocessSettings? Preprocess
    {
        get => Values.Find(s_preprocess);
        init => Values = Changed(s_preprocess, value);
    }

    /// <summary>A new last layer; null where the file's own stays.</summary>
    public HeadSettings? Head
    {
        get => Values.Find(s_head);
        init => Values = Changed(s_head, value);
    }

    /// <summary>Which of the file's answers belong to the data's classes; null where names or the order decide.</summary>
    public ValueList<string>? Classes
    {
        get => Values.Find(s_classes);
        init => Values = Changed(s_classes, value);
    }

    /// <summary>Whether batch normalisation is put after every convolution that has none.</summary>
    public bool WithBatchNormalization
    {
        get => Values.FindNumber(s_batchNormalization) ?? false;
        init => Values = Changed<bool>(s_batchNormalization, value);
    }

    /// <summary>Who runs the file.</summary>
    public NetworkRuntime Runtime
    {
        get => Values.FindNumber(s_runtime) ?? NetworkRuntime.Decant;
        init => Values = Changed<NetworkRuntime>(s_runtime, value);
    }

    static OptionSet ISettings.Options => Options;

    /// <summary>The same for those who adopt the network.</summary>
    /// <param name="seed">Decides the weights of a new last layer.</param>
    internal AdoptionOptions Adoption(ulong seed) =>
        new()
        {
            Runtime = Runtime,
            OutputName = OutputName,
            Form = Output,
            Preprocessing = Preprocess?.Preprocessing,
            Classes = Classes,
            HeadSize = Head?.Classes,
            WithBatchNormalization = WithBatchNormalization,
            Seed = seed,
        };

    /// <summary>Other values, with these options' values as here.</summary>
    internal OptionValues In(OptionValues values) => Options.Aggregate(values, (all, option) => all.Holding(option, Values.Held(option)));

    /// <summary>These options say something about a file, and there must be one.</summary>
    /// <param name="check">The section that was read.</param>
    /// <param name="onnx">The key of the file.</param>
    internal static void Check(SettingsCheck check, string onnx)
    {
        foreach (
            var option in Options.Where(option =>
                !check.Has(onnx) && check.Written.Find(option.Key)?.Value is not (null or WrittenScalar { Text: "" })
            )
        )
        {
            check.Report(
                option.Key,
                "it says something about an ONNX file, and none is named",
                $"Name the file under '{onnx}', or remove '{option.Key}'."
            );
        }

        CheckClasses(check);
    }

    /// <summary>A new last layer answers the data's classes in the data's order.</summary>
    private static void CheckClasses(SettingsCheck check)
    {
        if (check.Has(s_classes.Key) && check.Has(s_head.Key))
        {
            check.Report(
                s_classes.Key,
                "a new last layer (head) answers the data's classes already",
                $"Keep '{s_classes.Key}' for a file that knows them, or '{s_head.Key}' to learn others."
            );
        }
    }

    /// <summary>A network that another program runs is only asked, by itself.</summary>
    /// <param name="check">The section that was read.</param>
    /// <param name="reason">What it would have to be able to do here.</param>
    internal static void RefuseRuntime(SettingsCheck check, string reason)
    {
        if (check.Values.TryGet(s_runtime, out var runtime) && runtime == NetworkRuntime.Onnxruntime)
        {
            check.Report(s_runtime.Key, $"a network that ONNX Runtime runs {reason}", $"Remove '{s_runtime.Key}'.");
        }
    }

    static void ISettings.Check(SettingsCheck check)
    {
        // Where these options are, the section checks them.
    }
}
