namespace RoverRaman.Onboard;

/// <summary>What happened on the local socket.</summary>
/// <param name="Clients">Connected now.</param>
/// <param name="Accepted">Connections since start.</param>
/// <param name="Refused">Connections closed because there were too many.</param>
/// <param name="Sent">Messages handed to readers.</param>
/// <param name="Dropped">Messages that a slow reader missed.</param>
/// <param name="BadMessages">Connections closed because they sent what is no message.</param>
public readonly record struct PublisherCounters(int Clients, long Accepted, long Refused, long Sent, long Dropped, long BadMessages);
