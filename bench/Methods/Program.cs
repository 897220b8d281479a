using Decant.Engine;
using Decant.Methods.Bench;

// Trains every method with three seeds, next to the same student alone, and writes docs/methods.md. 'texts DATA' trains those between
// transformers on
// the texts below DATA, and prints their table.
var folder = Directory.CreateTempSubdirectory("decant-methods-");
var clock = TimeProvider.System;
var start = clock.GetTimestamp();
var data = args is ["texts", var root, ..] ? root : null;
var only =
    data is null && args.Length > 0 ? args
    : args.Length > 2 ? args[2..]
    : null;
var study = new MethodStudy(Path.Combine(AppContext.BaseDirectory, data is null ? "base.yaml" : "texts.yaml"), folder.FullName, data);
var rows = new List<MethodResult>();
foreach (
    var method in (data is null ? AllMethods.List : TransformerMethods.List).Where(method => only is null || only.Contains(method.Name))
)
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
    data is null ? File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reading.md")) : ""
);
if (only is null && data is null)
{
    File.WriteAllText(Path.Combine("docs", "methods.md"), page);
}

Console.WriteLine(page);

static string EnvironmentLine() => FormattableString.Invariant($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
