using System.Text.Json;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What a look at a recipe gave: its problems, or what it is going to do.</summary>
internal static class CheckOutput
{
    /// <summary>Shows the problems of what a recipe names, data and files; or what the run is going to do and need.</summary>
    public static void Show(string file, Recipe recipe, FlightPlan plan, Invocation call)
    {
        var (terminal, problems) = (call.Terminal, plan.Problems);
        if (call.Value(StandardOptions.Json))
        {
            WriteJson(terminal, file, problems.Select(problem => new RecipeProblem(0, 0, "", problem, "")), plan);
        }
        else if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                terminal.Say($"{Markup.Escape(file)}: {Markup.Escape(problem)}");
            }

            terminal.Say($"\n{problems.Count} {(problems.Count == 1 ? "problem" : "problems")} with what {Markup.Escape(file)} names.");
        }
        else
        {
            terminal.Show(
                new Markup(
                    $"[green]{Markup.Escape(file)} can "
                        + $"run.[/]\n{Markup.Escape(WrappedText.Of(RunPlan.Of(recipe, compare: true), 2, terminal.TextWidth))}"
                )
            );
            FlightPlanOutput.Show(plan, call);
        }
    }

    /// <summary>Shows the problems of a recipe's text as JSON.</summary>
    public static void ShowProblems(RecipeException exception, Invocation call) =>
        WriteJson(call.Terminal, exception.File, exception.Problems);

    private static void WriteJson(Terminal terminal, string file, IEnumerable<RecipeProblem> problems, FlightPlan? plan = null) =>
        terminal.Results.Write(
            JsonText.Indented(json =>
            {
                var all = problems.ToList();
                json.WriteStartObject();
                json.WriteString("recipe", file);
                json.WriteBoolean("canRun", all.Count == 0);
                json.WriteStartArray("problems");
                foreach (var problem in all)
                {
                    json.WriteStartObject();
                    WritePlace(json, "line", problem.Line);
                    WritePlace(json, "column", problem.Line > 0 ? problem.Column : 0);
                    json.WriteString("option", problem.Path);
                    json.WriteString("message", problem.Message);
                    json.WriteString("remedy", problem.Remedy);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                FlightPlanOutput.Write(json, plan);
                json.WriteEndObject();
            })
        );

    // null for what is on the command line, or in no place of the file.
    private static void WritePlace(Utf8JsonWriter json, string name, int number)
    {
        if (number > 0)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
