using System.Text.Json;
using Decant.Data.Fields;

namespace Decant.Data.Sources;

/// <summary>Labels of which a text may have several: a list in one column, or a column of 0 and 1 for each.</summary>
internal sealed class TextLabels
{
    private readonly bool _isList;
    private readonly TargetSet _set;
    private readonly Dictionary<string, int> _places;

    /// <summary>Looks at the training texts.</summary>
    /// <param name="train">The texts.</param>
    /// <param name="places">One column with lists, or several with 0 and 1.</param>
    public TextLabels(TextTable train, IReadOnlyList<int> places)
    {
        _isList = places.Count == 1;
        _set = new TargetSet(
            "labels",
            TargetKind.Labels,
            _isList
                ? TextClasses.Sorted(train.Rows.SelectMany(row => List(row.Cells[places[0]])))
                : [.. places.Select(place => train.Columns[place])]
        );
        _places = _set.Columns.Index().ToDictionary(column => column.Item, column => column.Index);
    }

    /// <summary>The labels of a file's texts.</summary>
    public MemoryTargets Of(TextTable table, IReadOnlyList<int> places, TextProblems problems)
    {
        var width = _set.Columns.Count;
        var values = new float[table.Rows.Count * width];
        foreach (var (row, (cells, line)) in table.Rows.Index())
        {
            var own = values.AsSpan(row * width, width);
            if (_isList)
            {
                Fill(own, cells[places[0]], line, problems);
                continue;
            }

            for (var column = 0; column < width; column++)
            {
                var cell = cells[places[column]].Trim();
                own[column] = cell is "1" or "true" or "True" ? 1 : 0;
                if (own[column] == 0 && cell is not ("0" or "false" or "False"))
                {
                    problems.Add(line, $"column {table.Columns[places[column]]}: expected 0 or 1, received '{cell}'. Mend the cell.");
                }
            }
        }

        return new MemoryTargets(_set, values);
    }

    private void Fill(Span<float> own, string cell, int line, TextProblems problems)
    {
        foreach (var name in List(cell))
        {
            if (_places.TryGetValue(name, out var place))
            {
                own[place] = 1;
            }
            else
            {
                problems.Add(line, $"{Engine.NearestName.Explain("label", name, _set.Columns.Take(20))}, the labels of training.");
            }
        }
    }

    // A list of JSON, of Python, or names between commas, semicolons or bars; an empty one has no label.
    private static IEnumerable<string> List(string cell)
    {
        var text = cell.Trim();
        if (text is ['[', .. var inside, ']'])
        {
            try
            {
                using var list = JsonDocument.Parse(text);
                return [.. list.RootElement.EnumerateArray().Select(label => label.ToString())];
            }
            catch (JsonException)
            {
                text = inside;
            }
        }

        return text.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.Trim('\'', '"'));
    }
}
