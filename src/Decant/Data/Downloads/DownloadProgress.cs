namespace Decant.Data.Downloads;

/// <summary>How far a file has come.</summary>
/// <param name="File">The file.</param>
/// <param name="Received">Bytes that are there, those of earlier attempts included.</param>
/// <param name="From">Where they come from: an address or a folder; empty where the file was there already.</param>
internal readonly record struct DownloadProgress(PublicFile File, long Received, string From);
