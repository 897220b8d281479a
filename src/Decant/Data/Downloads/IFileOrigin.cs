namespace Decant.Data.Downloads;

/// <summary>A place that files come from.</summary>
internal interface IFileOrigin
{
    /// <summary>Adds to a partial file what is missing, as far as it comes.</summary>
    /// <param name="address">Where the file is.</param>
    /// <param name="file">Which file.</param>
    /// <param name="part">The partial file; made where it does not exist.</param>
    /// <param name="had">Bytes that it has.</param>
    /// <param name="progress">Told how many bytes there are.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What went wrong, or null.</returns>
    Task<string?> Continue(string address, PublicFile file, string part, long had, Action<long> progress, CancellationToken cancellation);
}
