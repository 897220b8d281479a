using System.CommandLine;
using Decant.Adoption;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What is in a model's file.</summary>
internal sealed class InspectCommand : DecantCommand
{
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The model to look at." };
    private readonly Option<string> _match = new("--match")
    {
        HelpName = "PATTERN",
        Description = "Lists the hints whose names match, all of them: * " + "matches any letters, ? matches one.",
    };

    private readonly Option<string[]> _sizes = DimensionOption.Of("H=640");

    public InspectCommand()
        : base("inspect", "Shows what a model is made of: operators, shapes, parameters, FLOPs, and the values that can serve as hints.")
    {
        Add(_model);
        Add(_match);
        Add(_sizes);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant inspect student.onnx", "One page about the model."),
            new("decant inspect teacher.onnx --match \"layer*\"", "The hints of the layers, with their shapes."),
            new("decant inspect detector.onnx --dim H=640 --dim W=480", "A network of free height and width, at those sizes."),
            new("decant inspect teacher.onnx --json", "The same for a program, with every hint."),
        ];

    public override int Run(Invocation call)
    {
        var model = ModelInspection.Inspect(call.Value(_model)!, DimensionOption.Sizes(call.Value(_sizes)!));
        InspectionOutput.Show(
            call.Value(_match) is { } pattern ? HintPattern.Select(model, pattern) : model,
            call,
            onlyHints: call.Value(_match) is not null
        );
        return ExitCode.Done;
    }
}
