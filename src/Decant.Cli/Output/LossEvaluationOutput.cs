using System.Globalization;
using System.Text.Json;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Losses;
using Decant.Options;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>The value of a loss on given numbers.</summary>
internal static class LossEvaluationOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(LossEvaluation result, Invocation call)
    {
        var loss = result.Loss;
        var options = CalculatorOptions
            .Of(loss)
            .Where(option => !CalculatorOptions.IsValueName(option))
            .Select(option => (option.Key, Node: option.Write(loss.Values.Held(option))))
            .Where(option => option.Node is not null)
            .ToList();
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(
                JsonText.Indented(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", loss.Name);
                    json.WriteFinite("value", result.Value);
                    json.WriteString("unit", result.Unit);
                    json.WriteStartObject("options");
                    options.ForEach(option => Write(json, option.Key, option.Node!));
                    json.WriteEndObject();
                    json.WriteEndObject();
                })
            );
            return;
        }

        foreach (var notice in result.Notices)
        {
            call.Terminal.Say($"{Markup.Escape(loss.Name)}: {Markup.Escape(notice.Sentence)}");
        }

        var with =
            options.Count == 0 ? "" : $" ({string.Join(", ", options.Select(option => $"{option.Key}: {YamlText.InLine(option.Node!)}"))})";
        call.Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loss.Name} = {result.Value:R} {result.Unit}{with}"));
    }

    private static void Write(Utf8JsonWriter json, string key, WrittenNode node)
    {
        json.WritePropertyName(key);
        Write(json, node);
    }

    // As in a recipe: on and off are words there.
    private static void Write(Utf8JsonWriter json, WrittenNode node)
    {
        switch (node)
        {
            case WrittenList list:
                json.WriteStartArray();
                list.Items.ToList().ForEach(item => Write(json, item));
                json.WriteEndArray();
                break;
            case WrittenScalar { IsQuoted: false } number
                when double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && double.IsFinite(value):
                json.WriteNumberValue(value);
                break;
            default:
                json.WriteStringValue(((WrittenScalar)node).Text);
                break;
        }
    }
}
