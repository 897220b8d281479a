using Decant.Options;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Decant.Recipes;

/// <summary>
/// Reads YAML into nodes with places. Of YAML's language it takes maps, lists and scalars; anchors, aliases, merge keys, tags and
/// several documents are refused, because a recipe that shows every value where it holds needs none of them.
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 32;
    private const int MostNodes = 20_000;

    private readonly IParser _parser;
    private readonly OptionReading _reading;
    private readonly string _text;
    private int _nodes;

    private YamlTree(string text, OptionReading reading)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        (_text, _reading) = (text, reading);
    }

    /// <summary>Reads a text; null where it has no content or is no YAML, which is reported.</summary>
    public static WrittenNode? Read(string text, OptionReading reading)
    {
        var tree = new YamlTree(text, reading);
        try
        {
            return tree.Document();
        }
        catch (RefusedYamlException)
        {
            return null;
        }
        catch (YamlException exception)
        {
            tree.ReportSyntax(exception.Start, Reason(exception.Message));
            return null;
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or OverflowException
                        or FormatException
            )
        {
            // The parser's own slips on malformed text are the text's fault too; it stopped after the last part that it understood.
            tree.ReportSyntax(tree._parser.Current?.End ?? Mark.Empty, "it cannot be understood from here on");
            return null;
        }
    }

    private WrittenNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node("", 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            Refuse(_parser.Current!, "expected one document, received a second", "Keep one recipe per file; remove what follows '---'.");
        }

        return root;
    }

    private WrittenNode Node(string path, int depth)
    {
        if (depth > Deepest || ++_nodes > MostNodes)
        {
            Refuse(
                _parser.Current ?? _parser.Consume<ParsingEvent>(),
                depth > Deepest ? $"more than {Deepest} levels of nesting" : $"more than {MostNodes} values",
                "No recipe needs as much."
            );
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Report(alias, path, $"the alias '*{alias.Value}' is not understood", "Write the values out where they hold.");
            return new WrittenScalar("", PlaceOf(alias));
        }

        if (_parser.Accept<NodeEvent>(out var node) && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            var what = node.Anchor.IsEmpty ? $"the tag '{node.Tag.Value}'" : $"the anchor '&{node.Anchor.Value}'";
            Report(node, path, $"{what} is not understood", "Remove it, and write values out where they hold.");
        }

        return _parser.TryConsume<SequenceStart>(out var list) ? List(list, path, depth)
            : _parser.TryConsume<MappingStart>(out var map) ? Map(map, path, depth)
            : Scalar(_parser.Consume<Scalar>());
    }

    private static WrittenScalar Scalar(Scalar scalar) => new(scalar.Value, PlaceOf(scalar), scalar.Style != ScalarStyle.Plain);

    private WrittenList List(SequenceStart start, string path, int depth)
    {
        var items = new List<WrittenNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(Join(path, $"{items.Count}"), depth + 1));
        }

        return new WrittenList(items, PlaceOf(start));
    }

    private WrittenMap Map(MappingStart start, string path, int depth)
    {
        var entries = new List<WrittenEntry>();
        var lines = new Dictionary<string, int>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                Refuse(_parser.Current!, "expected a key that is one word, received a list, a map or an alias", "Write 'key: value'.");
                break;
            }

            var place = PlaceOf(key);
            var value = Node(Join(path, key.Value), depth + 1);
            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
            {
                Report(key, path, "merge keys ('<<') are not understood", "Write the values out where they hold.");
            }
            else if (!lines.TryAdd(key.Value, place.Line))
            {
                Report(
                    key,
                    Join(path, key.Value),
                    $"the key '{key.Value}' is given twice, first on line {lines[key.Value]}",
                    "Remove one of the two."
                );
            }
            else
            {
                entries.Add(new WrittenEntry(key.Value, place, value));
            }
        }

        return new WrittenMap(entries, PlaceOf(start));
    }

    private void ReportSyntax(Mark stopped, string reason)
    {
        var (line, column) = ((int)Math.Max(1, stopped.Line), (int)Math.Max(1, stopped.Column));
        var lines = _text.Split('\n');
        var near = Enumerable
            .Range(Math.Max(0, line - 2), 3)
            .Where(index => index < lines.Length)
            .FirstOrDefault(index => lines[index].TakeWhile(char.IsWhiteSpace).Contains('\t'), -1);
        if (near >= 0)
        {
            _reading.Report(
                new Place(near + 1, lines[near].IndexOf('\t') + 1),
                "a tab indents this line, and YAML is indented with spaces",
                "Replace the tab with spaces."
            );
            return;
        }

        if (YamlFault.Find(_text) is { } fault)
        {
            _reading.Report(fault.Place, $"this is not valid YAML: {fault.Message}", fault.Remedy);
            return;
        }

        // What is missing at the end is missed one line below the last.
        var last = Array.FindLastIndex(lines, text => text.Trim().Length > 0);
        if (last >= 0 && line > last + 1)
        {
            (line, column) = (last + 1, lines[last].TrimEnd().Length + 1);
        }

        _reading.Report(
            new Place(line, column),
            $"this is not valid YAML: {reason}",
            "Look at this line and the one above: every key ends in ': ', lines of one section begin in the same "
                + "column, brackets, braces and quotes are closed."
        );
    }

    // The parser's words for what people get wrong most often, in the words of a person; its own for the rest.
    private static string Reason(string message) =>
        message.Contains("apping values are not allowed", StringComparison.Ordinal)
        || message.Contains("found invalid mapping", StringComparison.Ordinal)
            ? "a second ': ' in one value; a text with a colon is written in quotes, and a key on a line of its own"
        : message.Contains("expected key", StringComparison.Ordinal)
        || message.Contains("expected '-'", StringComparison.Ordinal)
        || message.Contains("expected <block end>", StringComparison.Ordinal)
            ? "this line begins in another column than the lines of its section, or its key does not end in ': '"
        : message.Contains("cannot start any token", StringComparison.Ordinal)
            ? "no value can begin with this sign; a text with it is written in quotes"
        : message.Trim().TrimEnd('.');

    private void Report(ParsingEvent at, string path, string message, string remedy)
    {
        var step = path.Length == 0 ? _reading : _reading.At(path);
        step.Report(PlaceOf(at), message, remedy);
    }

    private void Refuse(ParsingEvent at, string message, string remedy)
    {
        _reading.Report(PlaceOf(at), message, remedy);
        throw new RefusedYamlException();
    }

    private static Place PlaceOf(ParsingEvent at)
    {
        var length = at is Scalar && at.End.Line == at.Start.Line ? at.End.Column - at.Start.Column : 1;
        return new Place((int)at.Start.Line, (int)at.Start.Column, (int)Math.Max(1, length));
    }

    private static string Join(string path, string step) => path.Length == 0 ? step : $"{path}.{step}";

    /// <summary>What was refused has been reported, and the rest is not worth reading.</summary>
    private sealed class RefusedYamlException : Exception;
}
