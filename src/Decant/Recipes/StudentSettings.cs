using Decant.Data.Images;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Options;
using Decant.Students;

namespace Decant.Recipes;

/// <summary>The network that learns: an architecture with its options, or an ONNX file.</summary>
public sealed record StudentSettings : Settings, ISettings
{
    private static readonly Option<Architecture> s_model = Option.Named(
        "model",
        Architectures.All,
        null,
        "The student's architecture; left out where a file is named.",
        unset: ""
    );
    private static readonly Option<string> s_onnx = Option.File(
        "onnx",
        null,
        "A network as an ONNX file, with the weights to begin from.",
        unset: ""
    );
    private static readonly Option<InitialWeightsSettings> s_init = Option.Section<InitialWeightsSettings>(
        "init",
        "Where the weights come from at first; left out, they are random.",
        unset: ""
    );
    private static readonly Option<AugmentSettings> s_augment = new AugmentOption(
        "augment",
        "What is done at random to the student's samples; left out, as under data.",
        Presence<AugmentSettings>.Unset("")
    );

    private static readonly Option<string> s_inputSize = Option.Text(
        "input-size",
        null,
        "Pixels that the student's layers see, as in 32 or 48x32 (width x height): its file resizes the data's "
            + "images; left out, the data's size.",
        unset: ""
    );
    private static readonly Option<string> s_inputChannels = Option.Word(
        "input-channels",
        null,
        ["grey", "rgb"],
        "Channels that the student's layers see: its file converts the data's images; left out, the data's.",
        unset: ""
    );
    private static readonly Option<int> s_generations = Option.WholeNumber(
        "generations",
        1,
        "How often the student is trained anew, each time from the student before; the first learns from the "
            + "teacher, or without one from the labels (born-again networks, Furlanello et al. 2018, arXiv:1805.04770).",
        atLeast: 1,
        atMost: 100,
        unit: "generations"
    );
    private static readonly Option<ValueList<string>> s_freeze = Option.Texts(
        "freeze",
        null,
        "Names of parameters that stay as they are; * matches any letters, as in 'layer1*'.",
        unset: ""
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(StudentSettings)).And(NetworkFileSettings.Options);

    /// <summary>The student's architecture; null where a file is named.</summary>
    public Architecture? Model
    {
        get => Chosen(s_model);
        init => Values = Choosing(s_model, value);
    }

    /// <summary>The file of the network; null where an architecture is named.</summary>
    public string? Onnx
    {
        get => Values.Find(s_onnx);
        init => Values = Changed(s_onnx, value);
    }

    /// <summary>What is known of the file.</summary>
    public NetworkFileSettings File => new() { Values = Values };

    /// <summary>Where the weights come from at first; null for random ones, or the file's own.</summary>
    public InitialWeightsSettings? Init
    {
        get => Values.Find(s_init);
        init => Values = Changed(s_init, value);
    }

    /// <summary>How often the student is trained anew, each time from the one before; 1 or more.</summary>
    public int Generations
    {
        get => Get(s_generations);
        init => Values = Changed<int>(s_generations, value);
    }

    /// <summary>Patterns of the names of parameters that stay as they are.</summary>
    public ValueList<string> Freeze
    {
        get => Values.Find(s_freeze) ?? [];
        init => Values = Changed(s_freeze, value);
    }

    /// <summary>Pixels that the student's layers see, as text; null for the data's size.</summary>
    public string? InputSize
    {
        get => Values.Find(s_inputSize);
        init => Values = Changed(s_inputSize, value);
    }

    /// <summary>Channels that the student's layers see, <c>grey</c> or <c>rgb</c>; null for the data's.</summary>
    public string? InputChannels
    {
        get => Values.Find(s_inputChannels);
        init => Values = Changed(s_inputChannels, value);
    }

    /// <summary>The student with random weights.</summary>
    /// <param name="inputs">What it may read of samples.</param>
    /// <param name="head">What it answers.</param>
    /// <param name="scaling">How inputs are brought to mean 0 and deviation 1.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="DecantException">The samples do not fit the architecture, or are no images to resize.</exception>
    internal Graph Build(SampleInputs inputs, NetworkHead head, InputScaling scaling, ulong seed) =>
        Network.Build(Model!, inputs, head, scaling, seed, Taken(inputs));

    private IReadOnlyList<int>? Taken(SampleInputs inputs)
    {
        if (InputSize is null && InputChannels is null)
        {
            return null;
        }

        if (inputs.Only?.Shape is not [_, { IsStatic: true } c, { IsStatic: true } h, { IsStatic: true } w])
        {
            throw new DecantException(
                $"student.{(InputSize is null ? s_inputChannels : s_inputSize).Key}: expected images to convert, "
                    + $"received {string.Join(", ", inputs.Fields.Select(name => $"{name} {inputs.Types[name].Shape}"))}. Remove it."
            );
        }

        var (channels, height, width) = (c.Size, h.Size, w.Size);
        if (InputSize is { } text)
        {
            (width, height) = ImageSize.Parse($"student.{s_inputSize.Key}", text);
        }

        return
        [
            InputChannels switch
            {
                "grey" => 1,
                "rgb" => 3,
                _ => channels,
            },
            height,
            width,
        ];
    }

    /// <summary>What is done at random to the student's samples; null for what <c>data.augment</c> says.</summary>
    public AugmentSettings? Augment
    {
        get => Values.Find(s_augment);
        init => Values = Changed(s_augment, value);
    }

    static void ISettings.Check(SettingsCheck check)
    {
        NetworkFileSettings.Check(check, s_onnx.Key);
        NetworkFileSettings.RefuseRuntime(check, "cannot be trained");
        var (model, onnx) = (check.Has(s_model.Key), check.Has(s_onnx.Key));
        foreach (var option in new Option[] { s_inputSize, s_inputChannels }.Where(option => onnx && check.Has(option.Key)))
        {
            check.Report(
                option.Key,
                "the file under student.onnx has its size and channels, and brings images to them by itself",
                $"Remove '{option.Key}'."
            );
        }

        if (check.Values.TryGet(s_model, out var chosen) && chosen?.Growth is not null)
        {
            check.Report(
                s_model.Key,
                $"expected an architecture that gradients train, received {chosen.Name}, which is grown",
                "Name it under teacher.train, and choose mlp or tabular-resnet for the student."
            );
        }

        if (!model && !onnx)
        {
            check.Report(
                "",
                "expected a student: model or onnx; received neither",
                $"Name an architecture (model: {string.Join(", ", Architectures.All.Names)}) or a file (onnx: small.onnx)."
            );
        }
        else if (model && onnx)
        {
            check.Report(
                s_model.Key,
                "the file under student.onnx already is the model, and another is named here",
                "Remove one of the two; to begin from a file's weights, write 'init: { onnx: FILE }'."
            );
        }
        else if (onnx && check.Has(s_init.Key))
        {
            check.Report(
                s_init.Key,
                "the file under student.onnx brings its weights, and others are named here",
                "Remove 'init', or name a model in place of the file."
            );
        }
    }
}
