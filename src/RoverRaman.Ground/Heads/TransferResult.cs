namespace RoverRaman.Ground.Heads;

/// <summary>What came of one setting of the experiment.</summary>
/// <param name="NewClasses">Number c of new classes.</param>
/// <param name="Shots">Spectra of each new class that the head was fitted to; 0 = all of the other folds.</param>
/// <param name="Draws">How many random choices of c classes were made.</param>
/// <param name="Tested">Tests of new-class spectra over all draws; a spectrum may be tested in several draws.</param>
/// <param name="New">Share of them named rightly.</param>
/// <param name="NewSpread">Standard deviation of that share over the draws.</param>
/// <param name="Floor">Share that the 1-NN floor named rightly on the same tests; NaN where it was left out.</param>
/// <param name="Usable">Shares of <paramref name="Tested"/> that are of spectra which the robot would name, and of these: named rightly, by the floor too; NaN as above.</param>
/// <param name="OldTested">Tests of old-class spectra; 0 where only new classes compete.</param>
/// <param name="OldBefore">Share of them named rightly before the new classes came.</param>
/// <param name="OldAfter">The same afterwards.</param>
/// <param name="FitSeconds">Mean time of one fit, seconds.</param>
public sealed record TransferResult(
    int NewClasses, int Shots, int Draws, int Tested, double New, double NewSpread, double Floor, (double Share, double New, double Floor) Usable, int OldTested, double OldBefore, double OldAfter, double FitSeconds);
