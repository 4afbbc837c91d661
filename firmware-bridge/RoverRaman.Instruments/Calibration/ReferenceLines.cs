namespace RoverRaman.Instruments.Calibration;

/// <summary>
/// Lines of lamps and Raman shifts of standards. Lamps: wavelengths in air, nm (NIST list as in ramanchada2). Raman shifts, cm-1: ASTM E1840-96
/// (reapproved 2014) as published with Wasatch's ENLIGHTEN; silicon: NMIJ CRM 5606-a, 520.45 +- 0.28 (k = 2; Itoh and Shirono, doi 10.1002/jrs.6003); older
/// working values are 520.2 and 520.7. Diamond: the usual working value 1332.5; calcite: ramanchada2.
/// </summary>
public static class ReferenceLines
{
    /// <summary>Silicon's line, cm-1.</summary>
    public const double Silicon = 520.45;

    /// <summary>Diamond's line, cm-1.</summary>
    public const double Diamond = 1332.5;

    /// <summary>Lamps by name: wavelengths in air, nm.</summary>
    public static IReadOnlyDictionary<string, double[]> Lamps { get; } = new Dictionary<string, double[]>
    {
        ["neon"] =
        [
            585.24878, 588.18950, 594.48340, 597.55343, 602.99968, 607.43376, 609.61630, 614.30627, 616.35937, 621.72812, 626.64952, 630.47893,
            633.44276, 638.29914, 640.22480, 650.65277, 653.28824, 659.89528, 667.82766, 671.70430, 692.94672, 703.24128, 717.39380, 724.51665,
            743.88981, 753.57739, 808.4345, 813.6405, 830.0326, 837.7608, 841.8427, 849.5360, 859.1258, 863.4647, 865.4383, 878.0623, 878.3753,
            885.3867, 914.8672, 966.5420,
        ],
        ["argon"] =
        [
            696.5431, 706.7218, 714.7042, 727.2936, 738.3980, 750.3869, 751.4652, 763.5106, 772.3761, 772.4207, 794.8176, 800.6157, 801.4786,
            810.3693, 811.5311, 826.4522, 840.8210, 842.4648, 852.1442, 866.7944, 912.2967, 922.4499, 935.4220, 965.7786, 978.4503,
        ],
    };

    /// <summary>Raman standards by name: shifts, cm-1.</summary>
    public static IReadOnlyDictionary<string, double[]> Standards { get; } = new Dictionary<string, double[]>
    {
        ["silicon"] = [Silicon],
        ["diamond"] = [Diamond],
        ["polystyrene"] = [620.9, 795.8, 1001.4, 1031.8, 1155.3, 1450.5, 1583.1, 1602.3, 2852.4, 2904.5, 3054.3],
        ["acetamidophenol"] =
        [
            213.3, 329.2, 390.9, 465.1, 504.0, 651.6, 710.8, 797.2, 834.5, 857.9, 968.7, 1105.5, 1168.5, 1236.8, 1278.5, 1323.9, 1371.5, 1515.1, 1561.6,
            1648.4, 2931.1, 3064.6, 3102.4, 3326.6,
        ],
        ["cyclohexane"] = [384.1, 426.3, 801.3, 1028.3, 1157.6, 1266.4, 1444.4, 2664.4, 2852.9, 2923.8, 2938.3],
        ["naphthalene"] = [513.8, 763.8, 1021.6, 1147.2, 1382.2, 1464.5, 1576.6, 3056.4],
        ["sulfur"] = [85.1, 153.8, 219.1, 473.2],
        ["benzonitrile"] = [460.9, 548.5, 751.3, 767.1, 1000.7, 1026.6, 1177.9, 1192.6, 1598.9, 2229.4, 3072.3],
        ["toluene-acetonitrile"] = [378.5, 521.7, 786.5, 919.0, 1003.6, 1030.6, 1211.4, 1605.1, 2253.7, 2292.6, 2940.8, 3057.1],
        ["calcite"] = [155.21, 281.26, 711.95, 1085.91, 1435.22, 1748.91],
    };
}
