using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Engine.Onnx;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Weights;

namespace Decant.Cli.Commands;

/// <summary>Weights from elsewhere as an ONNX file.</summary>
internal sealed class ConvertCommand : DecantCommand
{
    private readonly Argument<string> _weights = new("WEIGHTS")
    {
        Description = "A .safetensors file or the index of several, or a PyTorch file (.pt, .pth, .th, .bin) of tensors.",
    };
    private readonly Option<string?> _model = new("--model")
    {
        HelpName = "NAME",
        Description = $"The architecture that the weights belong to: {string.Join(", ", Architectures.All.Names)}.",
    };
    private readonly Option<string[]> _options = new("--option")
    {
        HelpName = "k=v",
        Description = "An option of the architecture as in a recipe, such as depth=56; may be repeated.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int[]> _input = new("--input")
    {
        HelpName = "CxHxW",
        Description = "Sizes of one sample, such as 3x32x32, or the number of columns.",
        CustomParser = ReadSizes,
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int?> _classes = NumberOption.Whole(
        "--classes",
        1,
        1_000_000,
        "Classes that it answers. Default: rows of the last matrix of the file."
    );
    private readonly Option<double[]> _mean = Numbers(
        "--mean",
        0,
        "0.485,0.456,0.406",
        "What the weights' owner subtracted from each channel, of pixels from 0 to 1. Default: nothing."
    );
    private readonly Option<double[]> _deviation = Numbers(
        "--std",
        1,
        "0.229,0.224,0.225",
        "What each channel was divided by then. Default: 1."
    );
    private readonly Option<string?> _onnx = new("--onnx")
    {
        HelpName = "FILE",
        Description = "In place of --model: a network as an ONNX file, whose numbers are replaced.",
    };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The ONNX file to write.",
        Required = true,
    };
    private readonly Option<bool> _partial = new("--partial")
    {
        Description =
            "Writes the file although weights are missing or left over; what is missing stays as it was, in a new network random.",
    };

    public ConvertCommand()
        : base("convert", "Turns weights from elsewhere into an ONNX file, and shows which tensor became which.")
    {
        Add(_weights);
        Add(_model);
        Add(_options);
        Add(_input);
        Add(_classes);
        Add(_mean);
        Add(_deviation);
        Add(_onnx);
        Add(_partial);
        Add(_out);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage =>
        ["WEIGHTS --model NAME --input CxHxW --out FILE [options]", "WEIGHTS --onnx FILE --out FILE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant convert net.th --model resnet --option depth=56 --input 3x32x32 --out net.onnx", "A PyTorch checkpoint as ONNX."),
            new("decant convert mnist.safetensors --onnx mnist.onnx --out other.onnx", "The network of mnist.onnx with other numbers."),
        ];

    public override string Remark =>
        "Nothing in a weight file is run: one that holds more than tensors and plain containers is refused. The "
        + "exit code is 2, and no file is written, if anything is missing or left over.";

    public override int Run(Invocation call)
    {
        var weighted = Fill(call);
        ConversionOutput.Show(weighted, call);
        if (!call.Value(_partial))
        {
            weighted.Whole();
        }

        OnnxFile.Write(weighted.Network, call.Value(_out)!);
        return ExitCode.Done;
    }

    private WeightedNetwork Fill(Invocation call)
    {
        var (weights, model, onnx) = (call.Value(_weights)!, call.Value(_model), call.Value(_onnx));
        if (model is null == onnx is null)
        {
            throw new DecantException(
                $"expected --model NAME or --onnx FILE, received {(model is null ? "neither" : "both")}. Weights "
                    + $"alone do not say what network they belong to."
            );
        }

        if (onnx is not null)
        {
            return WeightedNetwork.Of(OnnxFile.Read(onnx), weights);
        }

        var architecture = Architectures.All.Find(model!);
        var sizes = call.Value(_input) is { Length: > 0 } given
            ? given
            : throw new DecantException(
                "--input: expected the sizes of one sample. Write --input 3x32x32 for images, --input 14 for tables."
            );
        var scaling = new InputScaling(call.Value(_mean)!, call.Value(_deviation)!);
        if (
            new[] { scaling.Mean, scaling.Deviation }.Any(numbers => numbers.Count != 1 && numbers.Count != sizes[0])
            || scaling.Deviation.Any(number => number <= 0)
        )
        {
            throw new DecantException(
                $"--mean and --std: expected one number, or one for each of the {sizes[0]} channels, those of --std above 0."
            );
        }

        var head = call.Value(_classes) is { } classes ? NetworkHead.OfClasses(classes) : null;
        return WeightedNetwork.Of(ArchitectureOptionReader.Read(architecture, call.Value(_options)!), sizes, head, scaling, weights);
    }

    private static int[] ReadSizes(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var sizes = text.Split('x')
            .Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= 65536 ? size : 0
            )
            .ToArray();
        if (sizes.Length is 1 or 3 && !sizes.Contains(0))
        {
            return sizes;
        }

        result.AddError($"--input: expected one size or three from 1 to 65536, such as 3x32x32, received '{text}'.");
        return [];
    }

    private static Option<double[]> Numbers(string name, double usual, string example, string meaning) =>
        new(name)
        {
            HelpName = "X,X,..",
            Description = meaning,
            DefaultValueFactory = _ => [usual],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var numbers = text.Split(',')
                    .Select(part =>
                        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
                    )
                    .ToArray();
                if (numbers.All(double.IsFinite))
                {
                    return numbers;
                }

                result.AddError($"{name}: expected numbers such as {example}, received '{text}'.");
                return [];
            },
        };
}
