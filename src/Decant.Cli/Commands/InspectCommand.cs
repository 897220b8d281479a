using System.CommandLine;
using Decant.Cli.Answers;
using Decant.Cli.Parsing;
using Decant.Evaluation;

namespace Decant.Cli.Commands;

/// <summary>What is in a model's file.</summary>
internal sealed class InspectCommand : DecantCommand
{
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The model to look at." };
    private readonly Option<string> _match = new("--match") { HelpName = "PATTERN", Description = "Lists the hints whose names match, all of them: * stands for any letters, ? for one." };

    public InspectCommand()
        : base("inspect", "Shows what a model is made of: operators, shapes, parameters, FLOPs, and the values that can serve as hints.")
    {
        Add(_model);
        Add(_match);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx [options]"];

    public override IReadOnlyList<Example> Examples =>
    [
        new("decant inspect student.onnx", "One page about the model."),
        new("decant inspect teacher.onnx --match \"layer*\"", "The hints of the layers, with their shapes."),
        new("decant inspect teacher.onnx --json", "The same for a program, with every hint."),
    ];

    public override int Run(Invocation call)
    {
        var model = ModelInspection.Inspect(call.Value(_model)!);
        InspectionAnswer.Show(call.Value(_match) is { } pattern ? HintPattern.Select(model, pattern) : model, call, onlyHints: call.Value(_match) is not null);
        return ExitCode.Done;
    }
}
