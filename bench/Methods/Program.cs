using Decant.Engine;
using Decant.Methods.Bench;

// Trains every method with three seeds, next to the same student alone, and writes docs/methods.md.
var folder = Directory.CreateTempSubdirectory("decant-methods-");
var clock = TimeProvider.System;
var start = clock.GetTimestamp();
var only = args.Length > 0 ? args : null;
var study = new MethodStudy(Path.Combine(AppContext.BaseDirectory, "base.yaml"), folder.FullName);
var rows = new List<MethodResult>();
foreach (var method in AllMethods.List.Where(method => only is null || only.Contains(method.Name)))
{
    try
    {
        rows.Add(study.Run(method));
    }
    catch (DecantException failure)
    {
        rows.Add(new MethodResult(method, null, null) { Failure = failure.Message });
    }

    Console.Error.WriteLine(MethodsPage.Line(rows[^1]));
}

folder.Delete(recursive: true);
var page = MethodsPage.Of(
    rows,
    study.Teacher,
    clock.GetElapsedTime(start),
    EnvironmentLine(),
    File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reading.md"))
);
if (only is null)
{
    File.WriteAllText(Path.Combine("docs", "methods.md"), page);
}

Console.WriteLine(page);

static string EnvironmentLine() => FormattableString.Invariant($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
