using Decant.Data;
using Decant.Tables;

namespace Decant.Tests.Data.Sources;

/// <summary>What the layers of a network see of rows.</summary>
internal static class TableRows
{
    /// <summary>The features of each row.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="isTraining">Whether what a missing number becomes, and which categories there are, is learnt of them.</param>
    public static IEnumerable<float[]> Features(Dataset data, bool isTraining = true)
    {
        var fitted = !isTraining || data.Table!.Missing is null ? data : TableFitting.Of(data)[0];
        var table = fitted.Table!;
        var row = new TableRow(new float[table.NumberCount], new long[table.CategoryCount]);
        for (var i = 0; i < fitted.Count; i++)
        {
            var features = new float[table.FeatureNames.Count()];
            fitted.ReadRow(i, row);
            TableFeatures.Write(table, row, features);
            yield return features;
        }
    }
}
