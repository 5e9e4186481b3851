/* Reads whole numbers as they are typed, just as app/web/numbers.py does when they are saved, and says them in words.
   tests/journeys/test_reading.py holds the two against each other. */
"use strict";

const shikumiNumbers = (() => {
  const TEN = (power) => 10n ** BigInt(power);
  const YEN = 10000n;
  const LONGEST = 60;
  const MOST_PARTS = 4;
  const LARGEST = TEN(15);
  const SCALES = { 兆: 12, 億: 8, 百万: 6, 千万: 7, 万: 4, 千: 3, 百: 2, billion: 9, million: 6, thousand: 3, k: 3 };
  const OF_MONEY = { bn: 9, mn: 6, m: 6, oku: 8, man: 4 };
  const WHOLE = /^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)$/;
  const names = Object.keys({ ...SCALES, ...OF_MONEY }).sort((a, b) => b.length - a.length);
  const PART = new RegExp(`([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.([0-9]+))?\\s*(${names.join("|")})?\\s*`, "y");
  const ABOUT = /^(?:約|およそ|おおよそ|だいたい|about |approximately |approx\.? ?|around |roughly )/;
  const OR_SO = /(?:くらい|ぐらい|ほど|程度|前後)$/;
  const YEN_BEFORE = /^(?:¥|jpy ?|yen )/;
  const YEN_AFTER = /円$|(^|[^a-z])(?:yen|jpy|en)$/;
  const ODD = { "\u3000": " ", "\u2212": "-", "\uffe5": "¥", "\\": "¥" };

  const plainly = (text) =>
    text
      .replace(/[\uff01-\uff5e]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
      .replace(/[\u3000\u2212\uffe5\\]/g, (each) => ODD[each])
      .trim();

  /* The parts of a number such as 1億2000万; null where something else stands between or behind them. */
  function partsOf(text, scales) {
    const parts = [];
    PART.lastIndex = 0;
    while (PART.lastIndex < text.length) {
      const found = PART.exec(text);
      if (!found || parts.length === MOST_PARTS || (found[3] && !(found[3] in scales))) return null;
      const decimals = (found[2] || "").replace(/0+$/, "");
      const digits = BigInt(found[1].replaceAll(",", "") + decimals);
      parts.push({ digits, decimals: decimals.length, scale: TEN(found[3] ? scales[found[3]] : 0) });
    }
    if (parts.length > 1 && parts.some((part) => part.decimals)) return null;
    const descend = parts.slice(1).every((part, at) => parts[at].scale > 1n && part.digits * part.scale < parts[at].scale);
    return parts.length && descend ? parts : null;
  }

  /* The number meant, in the unit of the field, or null where it cannot be read: then the server says why. */
  function read(typed, units, money) {
    let text = plainly(typed);
    if (WHOLE.test(text)) return BigInt(text.replace(/^\+|,/g, ""));
    if (text.length > LONGEST) return null;
    text = text.toLowerCase().replace(ABOUT, "").trim().replace(OR_SO, "").trim();
    const sign = text.startsWith("-") ? -1n : 1n;
    text = text.replace(/^[+-]/, "").trim();
    const bare = money ? text.replace(YEN_BEFORE, "").trim().replace(YEN_AFTER, "$1").trim() : text;
    const yen = bare !== text;
    const unit = !yen && units.find((each) => bare.endsWith(each));
    const parts = partsOf(unit ? bare.slice(0, -unit.length).trim() : bare, money ? { ...SCALES, ...OF_MONEY } : SCALES);
    const scaled = parts && parts.some((part) => part.scale > 1n);
    if (!parts || (money && unit && scaled)) return null;
    const inYen = money && !unit && (yen || parts.every((part) => part.scale >= YEN));
    if (money && !unit && !inYen && scaled) return null;
    const divisor = (inYen ? YEN : 1n) * TEN(parts[0].decimals);
    const total = parts.reduce((sum, part) => sum + part.digits * part.scale, 0n);
    return total % divisor ? null : (sign * total) / divisor;
  }

  const grouped = (number) => number.toLocaleString("en-US");

  /* An amount in 万円 as app/domain/amounts.py says it back; `fill` puts what it is given into the words of a key. */
  function amount(manyen, fill, myriads) {
    const yen = manyen * YEN;
    const whole = fill("yen", grouped(yen));
    if (!myriads) {
      const said = fill("yen", inThousands(yen, fill));
      return said === whole ? said : fill("both", said, whole);
    }
    const counts = [["cho", manyen / TEN(8)], ["oku", (manyen % TEN(8)) / YEN], ["man", manyen % YEN]];
    const groups = counts.filter(([, count]) => count).map(([key, count]) => fill(key, grouped(count)));
    return fill("both", fill("manyen", grouped(manyen)), manyen < YEN ? whole : fill("yen", groups.join("")));
  }

  function inThousands(yen, fill) {
    const decimal = (power) => {
      const digits = (yen % TEN(power)).toString().padStart(power, "0").replace(/0+$/, "");
      return grouped(yen / TEN(power)) + (digits && `.${digits}`);
    };
    const billions = decimal(9);
    if (yen >= TEN(9) && (billions.split(".")[1] || "").length <= 2) return fill("billion", billions);
    return yen >= TEN(6) ? fill("million", decimal(6)) : grouped(yen);
  }

  /* How what stands in a field is read, in words; empty where it cannot be, or says no more than what stands there. */
  function say(field, words) {
    const fill = (key, first, second) =>
      words[key].replace("{number}", first).replace("{plain}", first).replace("{whole}", second);
    const { units, unit, money } = field.dataset;
    const number = read(field.value, JSON.parse(units), money !== undefined);
    if (number === null || !field.value.trim() || number < 0n || number >= LARGEST) return "";
    if (money !== undefined) return fill("read", amount(number, fill, words.grouping === "myriads"));
    if (field.value.trim() === number.toString()) return "";
    const [one, many = one] = unit.split("|");
    const counted = number === 1n ? one : many;
    return fill("read", words.count.replace("{number}", grouped(number)).replace("{unit}", counted).trim());
  }

  return { say };
})();
