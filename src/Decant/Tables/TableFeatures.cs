using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tables;

/// <summary>
/// What the layers of a network see of a row: of each column one number, with a missing one filled in, or for a category one-hot numbers,
/// in the order of the columns; then 1 for each number that was missing, where that is told. All of it is part of the graph, so that a file
/// takes raw columns. <see cref="Write"/> does the same on arrays.
/// </summary>
internal static class TableFeatures
{
    /// <summary>The features as values of a graph.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="numbers">Float32 [N, C], NaN where one is missing; null where no column is a number.</param>
    /// <param name="codes">Int64 [N, C]; null where no column is a category.</param>
    /// <returns>Float32 [N, D].</returns>
    public static Value Of(TableSchema table, Value? numbers, Value? codes)
    {
        var pieces = new List<Value>();
        if (numbers is not null)
        {
            pieces.Add(FilledIn(table, numbers));
        }

        if (codes is not null)
        {
            pieces.Add(OneHot(table, codes));
        }

        long[] telling = [.. table.Numbers.Where(column => column.TellsMissing).Select(column => (long)column.Position)];
        if (telling.Length > 0)
        {
            // Only NaN differs from itself.
            var there = numbers!.IsEqualTo(numbers!).Cast(ElementType.Float32);
            pieces.Add(1 - there.Gather(Constant(numbers!, "columns.telling", telling), 1));
        }

        var joined = pieces.Count == 1 ? pieces[0] : pieces.Concat(1);
        long[] order = Order(table);
        return order.Index().All(place => place.Index == place.Item) ? joined : joined.Gather(Constant(joined, "columns.order", order), 1);
    }

    /// <summary>Numbers with the missing ones filled in.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="numbers">Float32 [N, C], NaN where one is missing.</param>
    public static Value FilledIn(TableSchema table, Value numbers)
    {
        if (table.Numbers.All(column => column.FillIn is null))
        {
            return numbers;
        }

        float[] known = [.. table.Numbers.Select(column => (float)(column.FillIn ?? 0))];
        var fill = numbers.Graph.Find("columns.fill")
            ?? numbers.Graph.AddInitializer("columns.fill", Tensor.From<float>(known, 1, known.Length));
        return numbers.IsEqualTo(numbers).Where(numbers, fill);
    }

    /// <summary>Writes the features of one row.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="row">Its numbers and codes.</param>
    /// <param name="features">[D], as many as the table has names of features.</param>
    public static void Write(TableSchema table, TableRow row, Span<float> features)
    {
        var (numbers, codes) = row;
        var place = 0;
        foreach (var column in table.Columns)
        {
            if (column.IsCategory)
            {
                for (var code = 1; code <= column.Categories.Count; code++)
                {
                    features[place++] = codes[column.Position] == code ? 1 : 0;
                }
            }
            else
            {
                var number = numbers[column.Position];
                features[place++] = float.IsNaN(number) && column.FillIn is { } fill ? (float)fill : number;
            }
        }

        foreach (var column in table.Columns.Where(column => column.TellsMissing))
        {
            features[place++] = float.IsNaN(numbers[column.Position]) ? 1 : 0;
        }
    }

    // Each code next to each of its column's codes: equal in one place, or in none where training had not the category.
    private static Value OneHot(TableSchema table, Value codes)
    {
        var all = table
            .Categories.SelectMany(column => column.Categories.Select((_, place) => (column.Position, Code: place + 1L)))
            .ToArray();
        var repeated = codes.Gather(Constant(codes, "columns.repeated", [.. all.Select(one => (long)one.Position)]), 1);
        var wanted = codes.Graph.AddInitializer("columns.codes", Tensor.From<long>([.. all.Select(one => one.Code)], 1, all.Length));
        return repeated.IsEqualTo(wanted).Cast(ElementType.Float32);
    }

    // Joined are all numbers, then all categories, then what is missing.
    private static long[] Order(TableSchema table)
    {
        var (order, number, category) = (new List<long>(), 0L, (long)table.NumberCount);
        foreach (var column in table.Columns)
        {
            for (var one = 0; one < (column.IsCategory ? column.Categories.Count : 1); one++)
            {
                order.Add(column.IsCategory ? category++ : number++);
            }
        }

        return
        [
            .. order,
            .. Enumerable.Range(0, table.Columns.Count(column => column.TellsMissing)).Select(one => order.Count + (long)one),
        ];
    }

    private static Value Constant(Value x, string name, long[] numbers) =>
        x.Graph.AddInitializer(name, Tensor.From<long>(numbers, numbers.Length));
}
