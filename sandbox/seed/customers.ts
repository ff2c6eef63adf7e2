/** Customers of the stand-in company: accounts and the people there, made of lists by the world's seeded chance. */
import type { SandboxRandom } from '../world';

export interface Customer {
  readonly name: string;
  readonly domain: string;
  readonly city: string;
  readonly country: string;
  readonly dial: string;
}

const rows = `Aldermoor Water|Leeds|United Kingdom|44 113;Baltic Filtration|Gdansk|Poland|48 58;Cascada Azul|Valencia|Spain|34 96
Dovrefjell Energi|Trondheim|Norway|47 73;Estrela Bebidas|Porto|Portugal|351 22;Fennhagen Stadtwerke|Oldenburg|Germany|49 441
Grauwacke Zement|Trier|Germany|49 651;Halvorsen Aqua|Bergen|Norway|47 55;Isolde Kosmetik|Graz|Austria|43 316
Jarrow Breweries|Newcastle|United Kingdom|44 191;Kallio Paper|Tampere|Finland|358 3;Lagarde Pharma|Lyon|France|33 4
Monte Rosa Dairies|Torino|Italy|39 011;Nieuwland Kassen|Delft|Netherlands|31 15;Ostrava Steelworks|Ostrava|Czechia|420 59
Pacific Kelp|Monterey|United States|1 831;Quinta do Vale|Coimbra|Portugal|351 239;Rosenholm Hospital|Aarhus|Denmark|45 86
Sakura Semicon|Nagoya|Japan|81 52;Tallinn Harbour|Tallinn|Estonia|372 6;Umbria Acque|Perugia|Italy|39 075
Vesterlund Fish|Esbjerg|Denmark|45 75;Wexcombe University|Bath|United Kingdom|44 1225;Xanthe Minerals|Patras|Greece|30 261
Yarra Vineyards|Melbourne|Australia|61 3;Zilverdam Logistics|Rotterdam|Netherlands|31 10;Aurinko Solar|Turku|Finland|358 2
Bergamo Tessile|Bergamo|Italy|39 035;Corvara Hotels|Bolzano|Italy|39 0471;Drumlin Foods|Cork|Ireland|353 21
Eskdale Nuclear|Carlisle|United Kingdom|44 1228;Fjordkraft Labs|Stavanger|Norway|47 51;Gironde Chimie|Bordeaux|France|33 5
Hoogveld Greenhouses|Venlo|Netherlands|31 77;Iberica Textil|Sabadell|Spain|34 93;Juniper Distillers|Inverness|United Kingdom|44 1463
Krakow Glass|Krakow|Poland|48 12;Lindenau Papier|Leipzig|Germany|49 341;Mirador Hoteles|Malaga|Spain|34 95
Nordlys Telecom|Tromso|Norway|47 77`;

export const customers: readonly Customer[] = rows.split(/[;\n]/).map((row) => {
  const [name = '', city = '', country = '', dial = ''] = row.split('|');
  return { name, city, country, dial, domain: `${name.toLowerCase().replaceAll(' ', '-')}.example` };
});

const firsts =
  'Agnes Bjarne Celeste Dario Eluned Florin Gudrun Hamza Ilse Joaquim Katya Leander Marisol Nils Odette Piotr Quentin Rosalind Sander Tove Ulrich Vesna Wim Xenia Yusuf Zoë Anouk Benedikt Carmen Declan Élodie Fintan Giada Henrike Ivo Jolanta Kwame Liesel Matteo Noor'.split(
    ' ',
  );
const lasts =
  'Abernethy Bakowski Castellanos Drachmann Eikeland Fournel Grünwald Hallström Iversen Jankauskas Kettler Lindqvist Moreau Novotny Oyelaran Pettersson Quiroga Rasmussen Sorrentino Thorvald Ueland Vandermeer Whitcombe Yildiz Zielinski Amsel Brightman Calloway Dunmore Estévez Færøy Gallagher Hendriks Isaksen Jurado Kobayashi Larkin Mihailova Nørgaard Østby'.split(
    ' ',
  );
export const titles = [
  'Head of Procurement',
  'Plant Manager',
  'Laboratory Lead',
  'Quality Engineer',
  'Process Engineer',
  'CFO',
  'Buyer',
  'Technical Director',
];
export const departments = ['Procurement', 'Operations', 'Laboratory', 'Quality', 'Engineering', 'Finance'];

export interface Somebody {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly title: string;
  readonly department: string;
  readonly phone: string;
  readonly mobile: string;
  readonly customer: Customer;
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/ø/gi, 'o')
    .replace(/æ/gi, 'ae')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** Different people: no first and last name comes twice. */
export function crowd(random: SandboxRandom, count: number): Somebody[] {
  const names = random.shuffle(firsts.flatMap((first) => lasts.map((last) => [first, last] as const)));
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = names[index % names.length]!;
    const customer = customers[index % customers.length]!;
    const pick = <T>(list: readonly T[]) => list[random.int(list.length)]!;
    const number = () => String(100 + random.int(899));
    const twice = index >= names.length ? String(Math.floor(index / names.length) + 1) : '';
    return {
      first,
      last: `${last}${twice && ` ${twice}`}`,
      email: `${plain(first)}.${plain(last)}${twice}@${customer.domain}`,
      title: pick(titles),
      department: pick(departments),
      phone: `+${customer.dial} 555 ${number()}`,
      mobile: `+${customer.dial.split(' ')[0]} 7 555 0${number()}`,
      customer,
    };
  });
}
