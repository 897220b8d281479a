using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>Stored answers in a sentence.</summary>
internal static class StoreText
{
    /// <summary>Where they lie, what they cost and what they save.</summary>
    public static string Of(StoreFacts store) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Folder}: the teacher took {store.Seconds:0.0##} s for {Quantity.Count(store.Answers)} answers"
                + $"{(store.Views > 1 ? $", {store.Views} views of each sample" : "")}; every epoch that reads them saves "
                + $"{store.SecondsSavedPerEpoch:0.0##} s. {store.BytesPerAnswer:0.#} bytes each, {store.Encoding}."
        );
}
