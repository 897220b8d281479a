namespace Decant.Teachers.Services;

/// <summary>What was asked of a service, and what it cost.</summary>
/// <param name="Requests">Requests that reached it, repeated ones included.</param>
/// <param name="Repeated">Of those, requests that failed in passing (429, 5xx) and were made again.</param>
/// <param name="TokensIn">Tokens that were sent, as the service counts them.</param>
/// <param name="TokensOut">Tokens that it answered.</param>
/// <param name="Cost">Their price.</param>
internal readonly record struct ServiceCount(int Requests, int Repeated, long TokensIn, long TokensOut, double Cost);
