namespace Decant.Tasks.Classes;

/// <summary>
/// The assignment of rows to columns, each column at most once, with the largest sum (H. W. Kuhn 1955, "The Hungarian method for the
/// assignment problem"; by shortest augmenting paths with potentials, O(rows²·columns)).
/// </summary>
internal static class Assignment
{
    /// <summary>The column of each row.</summary>
    /// <param name="gain">[rows, columns], with no more rows than columns.</param>
    public static int[] Largest(double[,] gain)
    {
        var (rows, columns) = (gain.GetLength(0), gain.GetLength(1));
        // Row and column 0 are the free ends of paths.
        var (ofRow, ofColumn, rowOf) = (new double[rows + 1], new double[columns + 1], new int[columns + 1]);
        for (var row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            var (least, before, isDone) = (
                Enumerable.Repeat(double.PositiveInfinity, columns + 1).ToArray(),
                new int[columns + 1],
                new bool[columns + 1]
            );
            var at = 0;
            while (rowOf[at] != 0)
            {
                isDone[at] = true;
                var (delta, next) = (double.PositiveInfinity, 0);
                for (var column = 1; column <= columns; column++)
                {
                    if (isDone[column])
                    {
                        continue;
                    }

                    var cost = -gain[rowOf[at] - 1, column - 1] - ofRow[rowOf[at]] - ofColumn[column];
                    (least[column], before[column]) = cost < least[column] ? (cost, at) : (least[column], before[column]);
                    (delta, next) = least[column] < delta ? (least[column], column) : (delta, next);
                }

                for (var column = 0; column <= columns; column++)
                {
                    if (isDone[column])
                    {
                        ofRow[rowOf[column]] += delta;
                        ofColumn[column] -= delta;
                    }
                    else
                    {
                        least[column] -= delta;
                    }
                }

                at = next;
            }

            while (at != 0)
            {
                rowOf[at] = rowOf[before[at]];
                at = before[at];
            }
        }

        var result = new int[rows];
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] != 0)
            {
                result[rowOf[column] - 1] = column - 1;
            }
        }

        return result;
    }
}
