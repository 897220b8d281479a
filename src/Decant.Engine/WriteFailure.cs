namespace Decant.Engine;

/// <summary>Why a file cannot be written, changed or removed, in words with the way out.</summary>
internal static class WriteFailure
{
    /// <summary>Whether an exception is the system's answer to writing, and no defect.</summary>
    public static bool IsOne(Exception problem) => problem is IOException or UnauthorizedAccessException || IsTooLarge(problem);

    /// <summary>The expected, the received and the remedy, as sentences.</summary>
    public static string Cause(Exception problem) =>
        problem switch
        {
            UnauthorizedAccessException =>
                "expected a place that may be written, permission was refused. Choose another folder, or change its permissions.",
            _ when IsTooLarge(problem) =>
                "expected room for the file, it is larger than this disk or the limit for one file (ulimit -f) allows. "
                    + "Raise the limit or choose a folder on another disk.",
            _ when IsDiskFull(problem) => "expected room on the disk, it is full. Free some space or choose a folder on another disk.",
            _ => $"expected a place that can be written, received: {problem.Message.TrimEnd('.')}. Choose another folder.",
        };

    /// <summary>The error to tell.</summary>
    /// <param name="operation">What was done, such as <c>writing run/student.onnx</c>.</param>
    /// <param name="problem">What the system answered.</param>
    /// <param name="consequence">What follows from it, as a sentence.</param>
    public static DecantException Of(string operation, Exception problem, string consequence = "") =>
        new($"{operation}: {Cause(problem)} {consequence}".TrimEnd(), problem);

    // The runtime reports EFBIG as a wrong argument 'value' that it does not tell.
    private static bool IsTooLarge(Exception problem) =>
        problem is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null, Source: "System.Private.CoreLib" };

    // ENOSPC and EDQUOT of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static bool IsDiskFull(Exception problem) =>
        OperatingSystem.IsWindows() ? (problem.HResult & 0xFFFF) is 112 or 39 : problem.HResult is 28 or 122 or 69;
}
