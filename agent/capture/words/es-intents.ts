import { list } from './lists.ts';
import type { LanguageWords } from './words.ts';

/** What callers say in Spanish at any time of a call. */
export const esIntents: LanguageWords['intents'] = {
  person: list(`
    hablar con una persona / hablar con alguien / una persona / una persona real / un humano / un agente /
    un representante / una operadora / la operadora / el operador / la recepcionista / recepción /
    la recepción / páseme con alguien / comuníqueme / me puede comunicar / transfiérame / páseme /
    alguien de verdad / con un ser humano
  `),
  goodbye: list(`
    adiós / adios / hasta luego / hasta pronto / chao / bye / nos vemos / que tenga buen día /
    que le vaya bien / me tengo que ir / hasta mañana
  `),
  upset: list(`
    esto es ridículo / qué ridículo / no sirve / no sirves / usted no sirve / esto no sirve / no sirve para nada /
    estoy enojado / estoy enojada / estoy muy enojado / estoy muy enojada / estoy molesto / estoy molesta /
    estoy furioso / estoy furiosa / estoy harto / estoy harta / ya me harté / qué frustrante / esto es frustrante /
    no me escucha / no me está escuchando / no me entiende / usted no entiende / no me está ayudando /
    no me ayuda / pérdida de tiempo / perdiendo el tiempo / máquina tonta / máquina estúpida / esto no funciona /
    es el colmo / inaceptable / qué porquería
  `),
  repeat: list(`
    repita / repítalo / me lo repite / puede repetir / me puede repetir / repita por favor / otra vez /
    cómo dijo / qué dijo / no escuché / no le escuché / no le oí / no entendí / perdón cómo / mande /
    dígame otra vez / una vez más / no le entendí
  `),
  wait: list(`
    un momento / un momentito / un segundo / un segundito / espere / espéreme / espere un momento /
    déjeme ver / déjeme pensar / deme un momento / deme un segundo / un minuto / permítame / aguarde /
    tantito
  `),
  thanks: list('gracias / muchas gracias / mil gracias / muy amable / se lo agradezco / le agradezco'),
  'cancel-that': list(`
    olvídelo / olvidelo / déjelo / no importa ya / mejor no / cambié de opinión / empecemos de nuevo /
    cancele eso / ya no quiero / déjelo así
  `),
};
