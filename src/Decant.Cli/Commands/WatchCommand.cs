using System.CommandLine;
using System.Net;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Cli.Watching;
using Decant.Engine;
using Decant.Pipeline;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Decant.Cli.Commands;

/// <summary>The live page of a run.</summary>
internal sealed class WatchCommand : DecantCommand
{
    private readonly Argument<string?> _folder = new("DIR")
    {
        Description = "The run's folder. Default: the newest below runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int?> _port = NumberOption.Whole("--port", 0, 65535, "The port; 0 for any that is free. Default: 0.");
    private readonly Option<string> _host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen on. Default: 127.0.0.1, this machine alone; for any other the page needs a token.",
        DefaultValueFactory = _ => WatchServer.Local,
    };

    public WatchCommand()
        : base("watch", "Serves a page that shows a run while it goes on: curves, notes, time left, a button that ends it.")
    {
        Add(_folder);
        Add(_port);
        Add(_host);
    }

    public override IReadOnlyList<string> Usage => ["[DIR] [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant watch", "The newest run, at an address that is printed."),
            new("decant watch runs/first --host 0.0.0.0 --port 8080", "For other machines, too, with a token."),
        ];

    public override string Remark => "Ctrl-C ends the page, not the run. The page asks nothing of any other server.";

    public override int Run(Invocation call)
    {
        var folder = call.Value(_folder) ?? Newest();
        if (!File.Exists(Path.Combine(folder, RunLog.File)))
        {
            throw new DecantException($"watch: expected the folder of a run, with its {RunLog.File}, received '{folder}'.");
        }

        var host = call.Value(_host)!;
        if (!IPAddress.TryParse(host, out var address))
        {
            throw new DecantException($"--host: expected an address such as {WatchServer.Local} or 0.0.0.0, received '{host}'.");
        }

        var token = IPAddress.IsLoopback(address) ? null : WatchServer.NewToken();
        Serve(call, folder, host, token).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private async Task Serve(Invocation call, string folder, string host, string? token)
    {
        await using var server = WatchServer.Of(folder, host, call.Value(_port) ?? 0, token, call.Clock);
        try
        {
            await server.StartAsync(call.Cancellation);
        }
        catch (IOException problem)
        {
            throw new DecantException($"watch: the page cannot be served at {host}: {problem.Message} Choose another --port or --host.");
        }

        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        call.Terminal.Results.WriteLine($"{address}/{(token is null ? "" : $"?token={token}")}");
        call.Terminal.Say(
            Markup.Escape($"Shows {folder}{(RunFolder.IsInUse(folder) ? ", which is at work" : "")}. Ctrl-C ends the page, not the run.")
        );
        var end = new TaskCompletionSource();
        await using (call.Cancellation.Register(() => end.TrySetResult()))
        {
            await end.Task;
        }

        await server.StopAsync(CancellationToken.None);
    }

    private static string Newest() =>
        (Directory.Exists("runs") ? new DirectoryInfo("runs").EnumerateDirectories() : [])
            .Where(folder => File.Exists(Path.Combine(folder.FullName, RunLog.File)))
            .MaxBy(folder => File.GetLastWriteTimeUtc(Path.Combine(folder.FullName, RunLog.File)))
            is { } newest
            ? Path.Combine("runs", newest.Name)
            : throw new DecantException(
                $"watch: expected a run below the folder runs, and there is none. Name its folder: decant watch DIR."
            );
}
