using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Progress;
using Decant.Cli.Shell;
using Decant.Data.Downloads;

namespace Decant.Cli.Commands;

/// <summary>Fetches a public data set.</summary>
internal sealed class DataGetCommand : DecantCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "One of the names that decant data list shows." };
    private readonly Option<string?> _mirror = new("--mirror")
    {
        HelpName = "DIR-or-URL",
        Description = "A folder or address to take the files from, in place of their public addresses. Default: none.",
    };

    public DataGetCommand()
        : base("get", "Fetches a public data set into the data root; goes on where it stopped, and checks every file's SHA-256.")
    {
        Add(_name);
        Add(_mirror);
        Add(StandardOptions.DataRoot);
    }

    public override IReadOnlyList<string> Usage => ["NAME [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant data get mnist", "11.6 MB into data/mnist."),
            new("decant data get cifar-10 --data-root /big/disk", "170 MB into /big/disk/cifar-10."),
            new("decant data get mnist --mirror /media/usb", "Takes the files from a disk, without a network."),
        ];

    public override int Run(Invocation call)
    {
        var dataset = PublicDatasets.Of(call.Value(_name)!);
        var folder = Path.Combine(DataRoot.Of(call), dataset.Name);
        call.HasWorkBegun = true;
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var download = new Download(client, call.Value(_mirror));
        var display = new DownloadDisplay(call.Terminal, call.Clock);
        display.During(progress => download.Get(dataset, folder, progress, call.Cancellation).GetAwaiter().GetResult());
        call.Terminal.Results.WriteLine($"{dataset.Name} lies in {folder}. In a recipe: {dataset.Recipe}");
        return ExitCode.Done;
    }
}
